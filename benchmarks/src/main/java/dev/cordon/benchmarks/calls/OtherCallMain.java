package dev.cordon.benchmarks.calls;

/** JMH, which would wait for the threads that a client leaves behind. */
public final class OtherCallMain {
  private OtherCallMain() {}

  /**
   * Measures.
   *
   * @param arguments those of JMH
   * @throws Exception when it can't be measured
   */
  public static void main(String[] arguments) throws Exception {
    org.openjdk.jmh.Main.main(arguments);
    System.exit(0);
  }
}
