package dev.cordon.weave;

import dev.cordon.instrumentation.Hook;

/** A hook and the identifier that stands for it in woven classes. Immutable. */
public final class WovenHook {
  private final String id;
  private final Hook hook;

  /**
   * Makes one.
   *
   * @param id the identifier, without spaces
   * @param hook the hook
   */
  public WovenHook(String id, Hook hook) {
    this.id = id;
    this.hook = hook;
  }

  /** Returns the identifier, such as {@code okhttp:0}. */
  public String id() {
    return id;
  }

  /** Returns the hook. */
  public Hook hook() {
    return hook;
  }

  /** Returns both, for messages. */
  @Override
  public String toString() {
    return id + " (" + hook + ")";
  }
}
