package dev.cordon.engine;

/**
 * Where the engine reports about itself. Messages hold no content of any call. Thread-safe; must
 * not throw.
 */
public interface EngineLog {
  /** Drops everything. */
  EngineLog NONE =
      new EngineLog() {
        @Override
        public void info(String message) {}

        @Override
        public void error(String message) {}
      };

  /**
   * Reports something an operator may want to know.
   *
   * @param message one line
   */
  void info(String message);

  /**
   * Reports something that is wrong.
   *
   * @param message one line
   */
  void error(String message);
}
