package dev.cordon.engine.detect;

/** Detectors that belong together, such as all national identifiers. */
public interface DetectorPack {
  /**
   * Registers the pack's types and detectors. Called once a scanner, on the path of the first AI
   * call: loads few classes and compiles no regular expression.
   *
   * @param registry takes the registrations
   */
  void register(Registry registry);
}
