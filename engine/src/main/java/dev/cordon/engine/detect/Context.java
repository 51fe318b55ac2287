package dev.cordon.engine.detect;

/**
 * A set of words that tell what stands near them, such as {@code ssn} and {@code social security}.
 * Made by {@link Registry#context}; asked through {@link ScanText#near}. Immutable.
 */
public final class Context {
  final int id;

  Context(int id) {
    this.id = id;
  }
}
