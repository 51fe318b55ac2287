package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Shape;

/** What a number of the right shape must fulfil to be an identifier. Thread-safe. */
interface Check {
  /** Tells whether a text of the right shape passes. */
  boolean passes(Shape s);

  /** Tells whether it is a checksum or as selective, so that few other numbers pass by chance. */
  default boolean isSelective() {
    return !((Enum<?>) this).name().endsWith("_FORM");
  }

  /** Returns how many bytes before the shape belong to the identifier. */
  default int before() {
    return 0;
  }
}
