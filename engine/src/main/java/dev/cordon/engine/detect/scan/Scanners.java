package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.corporate.CorporatePack;
import dev.cordon.engine.detect.general.GeneralPack;
import dev.cordon.engine.detect.national.NationalPack;
import dev.cordon.engine.detect.optional.OptionalPack;
import dev.cordon.engine.detect.person.PersonPack;
import dev.cordon.engine.detect.secret.SecretPack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    Registrations registry = register(config);
    List<DataType> types = registry.types();
    boolean[] enabled = new boolean[types.size()];
    for (int i = 0; i < enabled.length; i++) {
      enabled[i] = !config.disabled().contains(types.get(i).id());
    }
    return new OnePassScanner(registry.build(), enabled);
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
    return register(ScannerConfig.builder().build()).types();
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
    ScanTables tables = register(ScannerConfig.builder().build()).build();
    List<String> anchors = new ArrayList<String>();
    for (Keyword keyword : tables.index.keywords) {
      anchors.add(new String(keyword.bytes, StandardCharsets.UTF_8));
    }
    return anchors;
  }

  private static Registrations register(ScannerConfig config) {
    Registrations registry = new Registrations();
    for (DetectorPack pack : config.packs()) {
      pack.register(registry);
    }
    new SecretPack().register(registry);
    Regions regions = new Regions(config.regions());
    new NationalPack(regions).register(registry);
    new GeneralPack(regions).register(registry);
    new PersonPack().register(registry);
    new CorporatePack(config.domains()).register(registry);
    new OptionalPack(config.enabled()).register(registry);
    return registry;
  }
}
