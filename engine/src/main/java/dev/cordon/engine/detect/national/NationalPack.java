package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.Registry;

/**
 * Identifiers that states issue to people and companies, with their checksums: one detector class,
 * a row of {@code identifiers.txt} each.
 */
public final class NationalPack implements DetectorPack {
  private final Regions regions;

  /** Makes the pack. */
  public NationalPack(Regions regions) {
    this.regions = regions;
  }

  @Override
  public void register(Registry registry) {
    IdentifierCatalogue.register(registry, regions);
    LabelledIdentifier.register(registry);
  }
}
