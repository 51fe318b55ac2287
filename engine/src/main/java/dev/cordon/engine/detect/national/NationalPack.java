package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Registry;

/**
 * Identifiers that states issue to people and companies, with their checksums: one detector class,
 * a row of {@code identifiers.txt} each.
 */
public final class NationalPack implements DetectorPack {
  /** Makes the pack. */
  public NationalPack() {}

  @Override
  public void register(Registry registry) {
    IdentifierCatalogue.register(registry);
  }
}
