package dev.cordon.agent.weave;

import dev.cordon.instrumentation.Hook;

/** A hook and the identifier that stands for it in woven classes. Immutable. */
final class WovenHook {
  private final String id;
  private final Hook hook;

  WovenHook(String id, Hook hook) {
    this.id = id;
    this.hook = hook;
  }

  /** Returns the identifier, such as {@code okhttp:0}. */
  String id() {
    return id;
  }

  /** Returns the hook. */
  Hook hook() {
    return hook;
  }

  boolean matches(String methodName, String descriptor) {
    return hook.methodName().equals(methodName)
        && (hook.descriptor() == null || hook.descriptor().equals(descriptor));
  }
}
