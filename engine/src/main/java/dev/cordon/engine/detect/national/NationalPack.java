package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.PartedPack;
import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.Registry;

/**
 * Identifiers that states issue to people and companies, with their checksums: one detector class,
 * a row of {@code identifiers.txt} each.
 */
public final class NationalPack implements PartedPack {
  /** How many parts it has. */
  public static final int PARTS = 2;

  private final Regions regions;

  /** Makes the pack. */
  public NationalPack(Regions regions) {
    this.regions = regions;
  }

  @Override
  public int parts() {
    return PARTS;
  }

  @Override
  public void register(Registry registry, int part) {
    switch (part) {
      case 0:
        IdentifierCatalogue.register(registry, regions);
        break;
      default:
        LabelledIdentifier.register(registry);
    }
  }
}
