package dev.cordon.engine.detect;

/**
 * A pack whose parts have nothing in common but what the {@link Registry} gives to each: a scanner
 * makes the detectors of a part when one of them is woken for the first time, most parts never. A
 * part registers the same each time, whatever was registered before.
 */
public interface PartedPack extends DetectorPack {
  /** Returns how many parts there are. */
  int parts();

  /**
   * Registers a part.
   *
   * @param registry takes the registrations
   * @param part its number, from 0 on
   */
  void register(Registry registry, int part);

  @Override
  default void register(Registry registry) {
    for (int part = 0; part < parts(); part++) {
      register(registry, part);
    }
  }
}
