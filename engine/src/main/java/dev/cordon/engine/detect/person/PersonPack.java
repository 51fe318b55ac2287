package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Registry;

/** Names, addresses and health data, without a model. */
public final class PersonPack implements DetectorPack {
  /** Makes the pack. */
  public PersonPack() {}

  @Override
  public void register(Registry registry) {}
}
