package dev.cordon.engine.detect.optional;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Severity;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Declares the types that are off by default, and registers those that are switched on. */
public final class OptionalPack implements DetectorPack {
  /** How sure a place, group or date is: it is what it is, but tells little. */
  static final int PLAUSIBLE = 60;

  private static final DataType URL = type("url", "URL", "Web address");
  private static final DataType DATE = type("date_time", "DATE", "Date or time of day");
  private static final DataType ORGANIZATION =
      type("organization", "ORG", "Organisation with its legal form");
  private static final DataType LOCATION = type("location", "PLACE", "Country, state or city");
  private static final DataType GROUP =
      type("nrp", "GROUP", "Nationality, religion or political group");
  private static final DataType CODE_NAME =
      new DataType(
          "internal.code_name",
          DataClass.INTERNAL,
          Severity.LOW,
          "CODENAME",
          "Name of a project, of code or of stored data");
  private static final DataType[] TYPES = {URL, DATE, ORGANIZATION, LOCATION, GROUP, CODE_NAME};

  private final Collection<String> on;

  /**
   * Makes the pack.
   *
   * @param on the identifiers of the types to look for
   */
  public OptionalPack(Collection<String> on) {
    this.on = on;
  }

  private static DataType type(String id, String token, String title) {
    return new DataType(id, DataClass.PERSONAL, Severity.LOW, token, title);
  }

  /** Returns the identifiers of all types that are off by default. */
  public static Set<String> ids() {
    Set<String> ids = new LinkedHashSet<String>();
    for (DataType type : TYPES) {
      ids.add(type.id());
    }
    return ids;
  }

  @Override
  public void register(Registry registry) {
    for (DataType type : TYPES) {
      registry.type(type);
    }
    if (isOn(URL)) {
      WebAddress.register(registry, URL);
    }
    if (isOn(DATE)) {
      DateAndTime.register(registry, DATE);
    }
    if (isOn(ORGANIZATION)) {
      Organization.register(registry, ORGANIZATION);
    }
    if (isOn(LOCATION)) {
      ListedTerm.register(registry, LOCATION, "places.txt");
    }
    if (isOn(GROUP)) {
      ListedTerm.register(registry, GROUP, "groups.txt");
    }
    if (isOn(CODE_NAME)) {
      CodeName.register(registry, CODE_NAME);
    }
  }

  private boolean isOn(DataType type) {
    return on.contains(type.id());
  }
}
