package dev.cordon.engine.audit;

/**
 * A place in a library where a hook should be and does nothing, so that calls may pass unseen.
 * Immutable; names only, no value of any call.
 */
public final class OpenHook extends BlindSpot {
  private final String library;
  private final String hook;
  private final String className;
  private final String reason;

  /**
   * Describes one.
   *
   * @param library the instrumentation's name, such as {@code okhttp}
   * @param hook the hook's identifier, such as {@code okhttp:0}, or the instrumentation's name
   *     where no hook of a class works
   * @param className the class that it should be in, with dots
   * @param reason a clause without content, such as {@code it has no method execute}
   */
  public OpenHook(String library, String hook, String className, String reason) {
    this.library = library;
    this.hook = hook;
    this.className = className;
    this.reason = reason;
  }

  /** Returns the instrumentation's name. */
  public String library() {
    return library;
  }

  /** Returns the hook's identifier. */
  public String hook() {
    return hook;
  }

  /** Returns the class that it should be in. */
  public String className() {
    return className;
  }

  /** Returns why it does nothing. */
  public String reason() {
    return reason;
  }

  @Override
  public String toString() {
    return hook + " in " + className + ": " + reason;
  }
}
