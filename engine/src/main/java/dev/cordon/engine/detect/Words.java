package dev.cordon.engine.detect;

/**
 * Words that are read when somebody asks for them: a scanner whose tables the build has made never
 * does. Thread-safe.
 */
public interface Words {
  /**
   * Returns the words.
   *
   * @throws IllegalStateException if they can't be read
   */
  String[] all();
}
