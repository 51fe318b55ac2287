package dev.cordon.engine.detect;

/** What all detectors that are woken at an anchor have in common. Thread-safe. */
public interface Detector {
  /** Returns how far around its anchor this detector looks; as far as allowed unless it says so. */
  default Reach reach() {
    return Reach.FULL;
  }
}
