package dev.cordon.engine.detect;

/**
 * Verifies runs of digit groups whose grouping is too free for registered shapes, such as phone
 * numbers. Thread-safe.
 */
public interface RunDetector extends Detector {
  /**
   * Looks at the run from one of its chunks on; called once a chunk that begins with a digit, but
   * not for one or three characters that stand alone.
   *
   * @param run the run; valid during the call only
   * @param chunk the chunk to begin with
   */
  void found(DigitRun run, int chunk);
}
