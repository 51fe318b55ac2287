package dev.cordon.agent.boot;

import org.jspecify.annotations.Nullable;

/**
 * The agent's module list: one line an instrumentation. It repeats the names of the target classes
 * so that {@code premain} needs nothing but this class; a test holds them equal to the hooks'.
 */
public final class Instrumentations {
  /** Name, description class, then the internal names of the classes that have hooks. */
  private static final String[][] LIST = {
    {"okhttp", "dev.cordon.instrumentation.okhttp.OkHttpInstrumentation", "okhttp3/OkHttpClient"},
    {
      "openai-java",
      "dev.cordon.instrumentation.openai.OpenAiJavaInstrumentation",
      "com/openai/core/http/RetryingHttpClient"
    },
    {
      "java-http-client",
      "dev.cordon.instrumentation.javahttp.JavaHttpClientInstrumentation",
      "jdk/internal/net/http/HttpClientFacade",
      "jdk/internal/net/http/HttpRequestImpl"
    },
  };

  private static final int FIRST_TARGET = 2;

  /** A bit for each length that a target's name has; lengths are taken modulo 64. */
  private static final long LENGTHS = lengths();

  private Instrumentations() {}

  /**
   * Finds the instrumentation of a class. Called for every class that the JVM loads: allocates
   * nothing, and usually looks at the name's length only.
   *
   * @param internalName the class's name with slashes
   * @return the instrumentation's position in the list, or -1
   */
  public static int indexOf(String internalName) {
    if (!isLengthOfTarget(internalName.length())) {
      return -1;
    }
    for (int i = 0; i < LIST.length; i++) {
      String[] line = LIST[i];
      for (int target = FIRST_TARGET; target < line.length; target++) {
        if (line[target].equals(internalName)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** Tells whether a class whose name has this length may be a target. */
  static boolean isLengthOfTarget(int length) {
    return (LENGTHS & (1L << length)) != 0;
  }

  /** Returns how many instrumentations there are. */
  public static int size() {
    return LIST.length;
  }

  /** Returns an instrumentation's name. */
  public static String name(int index) {
    return LIST[index][0];
  }

  /** Returns the binary name of an instrumentation's description. */
  public static String description(int index) {
    return LIST[index][1];
  }

  /** Returns the internal names of an instrumentation's target classes. */
  static String[] targets(int index) {
    String[] line = LIST[index];
    String[] targets = new String[line.length - FIRST_TARGET];
    System.arraycopy(line, FIRST_TARGET, targets, 0, targets.length);
    return targets;
  }

  /**
   * Finds an instrumentation by name.
   *
   * @param name its name
   * @return its position in the list, or null when there is none
   */
  public static @Nullable Integer byName(String name) {
    for (int i = 0; i < LIST.length; i++) {
      if (LIST[i][0].equals(name)) {
        return i;
      }
    }
    return null;
  }

  private static long lengths() {
    long lengths = 0;
    for (String[] line : LIST) {
      for (int target = FIRST_TARGET; target < line.length; target++) {
        lengths |= 1L << line[target].length();
      }
    }
    return lengths;
  }
}
