package sample;

/** A library whose instrumentation is broken. */
public class Unlucky {
  public String call() {
    return "alive";
  }
}
