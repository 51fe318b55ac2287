package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.optional.OptionalPack;
import dev.cordon.engine.detect.person.PersonPack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes scanners. */
public final class Scanners {
  private Scanners() {}

  /** Returns a new scanner with all detectors that are on by default. */
  public static Scanner standard() {
    return create(ScannerConfig.builder().build());
  }

  /**
   * Makes a scanner; costs some milliseconds. Keep it.
   *
   * @param config what to look for
   * @return the scanner
   */
  public static Scanner create(ScannerConfig config) {
    return create(config, ScannerTable.read());
  }

  /**
   * Makes a scanner.
   *
   * @param table what the build has made of the built-in detectors; null to make it now
   */
  static OnePassScanner create(ScannerConfig config, @Nullable ScannerTable table) {
    ScanTables tables = table == null ? computed(config) : behind(table, config);
    return new OnePassScanner(tables, enabled(config.disabled(), tables));
  }

  private static boolean[] enabled(Set<String> disabled, ScanTables tables) {
    if (disabled.isEmpty()) {
      return new boolean[0];
    }
    List<DataType> types = tables.types.all();
    boolean[] enabled = new boolean[types.size()];
    for (int i = 0; i < enabled.length; i++) {
      enabled[i] = !disabled.contains(types.get(i).id());
    }
    return enabled;
  }

  /** Registers all there is. */
  private static ScanTables computed(ScannerConfig config) {
    Registrations registry = register(config);
    return registry.build(null, new DataTypes(registry.types(), ""));
  }

  private static Registrations register(ScannerConfig config) {
    Registrations registry = new Registrations();
    for (DetectorPack pack : config.packs()) {
      pack.register(registry);
    }
    BuiltIn builtIn = new BuiltIn(config.regions(), config.domains());
    for (int part = 0; part < BuiltIn.PARTS; part++) {
      registry.part();
      builtIn.register(part, registry);
    }
    registry.part();
    new OptionalPack(config.enabled()).register(registry);
    return registry;
  }

  /** Returns the tables of the built-in detectors, to be written. */
  static ScannerTable table() {
    return register(ScannerConfig.builder().build()).table();
  }

  /** Registers what the tables lack, and leaves the built-in detectors for later. */
  private static ScanTables behind(ScannerTable table, ScannerConfig config) {
    Registrations registry = new Registrations(table);
    for (DetectorPack pack : config.packs()) {
      pack.register(registry);
    }
    List<DataType> first = new ArrayList<DataType>(registry.types());
    checkNew(first, table);
    DataTypes types = new DataTypes(first, table.types);
    registry.behind(types);
    if (!config.domains().isEmpty()) {
      domains(table, config, registry);
    }
    if (!config.enabled().isEmpty()) {
      new OptionalPack(config.enabled()).register(registry);
    }
    BuiltIn builtIn = new BuiltIn(config.regions(), Collections.<String>emptySet());
    return registry.build(new LateParts(table.parts, builtIn), types);
  }

  private static void checkNew(Collection<DataType> types, ScannerTable table) {
    if (types.isEmpty()) {
      return;
    }
    DataTypes known = new DataTypes(Collections.<DataType>emptyList(), table.types);
    for (DataType type : types) {
      if (known.get(type.id()) != null && !optional().contains(type.id())) {
        throw new IllegalStateException("data type declared twice: " + type.id());
      }
    }
  }

  /** Registers the domains: what the tables have of the same part is for the part itself. */
  private static void domains(ScannerTable table, ScannerConfig config, Registrations registry) {
    BuiltIn builtIn = new BuiltIn(config.regions(), config.domains());
    LateParts late = new LateParts(table.parts, builtIn);
    late.register(BuiltIn.DOMAINS, Detectors.late(late), registry);
  }

  /**
   * Says why a finding is as sure as it is, where a scorer has judged it.
   *
   * @param type the finding's type
   * @param features {@link Findings#features} of it
   * @return a line a feature, {@code +132 street_before}, the bias last; empty for a type whose
   *     form or checksum decides
   */
  public static List<String> explain(DataType type, long features) {
    return PersonPack.explain(type, features);
  }

  /** Returns all built-in types, in the order of their declaration. */
  public static List<DataType> types() {
    ScannerTable table = ScannerTable.read();
    String rows = table == null ? table().types : table.types;
    return new DataTypes(Collections.<DataType>emptyList(), rows).all();
  }

  /** Returns the identifiers of the built-in types that are off by default. */
  public static Set<String> optional() {
    return OptionalPack.ids();
  }

  /**
   * Returns the words and literals that the built-in detectors are woken by, to make texts of that
   * try them hardest.
   */
  public static List<String> anchors() {
    KeywordStore keywords = table().keywords;
    List<String> anchors = new ArrayList<String>();
    for (int i = 0; i < keywords.size(); i++) {
      anchors.add(new String(keywords.get(i).bytes, StandardCharsets.UTF_8));
    }
    return anchors;
  }
}
