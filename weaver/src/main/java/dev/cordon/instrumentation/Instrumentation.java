package dev.cordon.instrumentation;

import java.util.Collections;
import java.util.List;

/**
 * Describes the hooks of one library. Loaded without the library on the class path: it refers to
 * classes by name only. Has a public constructor without parameters.
 */
public interface Instrumentation {
  /** More than any Java release. */
  int ANY = 0xff00;

  /** Returns the library's short name, such as {@code okhttp}. */
  String name();

  /** Returns the hooks. */
  List<Hook> hooks();

  /**
   * Returns the oldest Java release for which the library's classes are written, as their class
   * files say; 0 for any. Two instrumentations may hook classes of the same names, which a library
   * had in different shapes, where this and {@link #lastRelease} tell them apart.
   */
  default int firstRelease() {
    return 0;
  }

  /** Returns the newest Java release for which they are written; {@link #ANY} for any. */
  default int lastRelease() {
    return ANY;
  }

  /**
   * Returns how the names of those classes begin that open the library's connections, for calls
   * that these hooks see. A connection to an AI vendor that nobody's classes open is one that
   * nobody guards. Empty for what opens none itself, such as an SDK over another client.
   */
  default List<String> connectors() {
    return Collections.emptyList();
  }

  /**
   * Returns the same for classes that also open connections for others, whose calls these hooks
   * don't see: that one is guarded shows only when a call is made on it.
   */
  default List<String> sharedConnectors() {
    return Collections.emptyList();
  }
}
