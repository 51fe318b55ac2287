package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Scanner;

/** Makes scanners of single packs, so that one can be tested or trained by itself. */
public final class PackScanners {
  private PackScanners() {}

  /** Returns a scanner that finds what a pack registers and nothing else. */
  public static Scanner of(DetectorPack pack) {
    Registrations registry = new Registrations();
    pack.register(registry);
    DataTypes types = new DataTypes(registry.types(), "");
    return new OnePassScanner(registry.build(null, types), new boolean[0]);
  }
}
