package dev.cordon.instrumentation;

import java.util.List;

/**
 * Describes the hooks of one library. Loaded without the library on the class path: it refers to
 * classes by name only. Has a public constructor without parameters.
 */
public interface Instrumentation {
  /** Returns the library's short name, such as {@code okhttp}. */
  String name();

  /** Returns the hooks. */
  List<Hook> hooks();
}
