package dev.cordon.instrumentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods that a hook is in. Immutable. */
final class Target {
  static final String CONSTRUCTOR = "<init>";

  private final List<String> classNames;
  private final boolean isStatic;
  private final List<String> methodNames;
  private final @Nullable String descriptor;

  /** What stands before the names of a relocated copy; empty for the library itself. */
  private final String prefix;

  Target(
      List<String> classNames,
      boolean isStatic,
      List<String> methodNames,
      @Nullable String descriptor) {
    this(classNames, isStatic, methodNames, descriptor, "");
  }

  private Target(
      List<String> classNames,
      boolean isStatic,
      List<String> methodNames,
      @Nullable String descriptor,
      String prefix) {
    this.classNames = classNames;
    this.isStatic = isStatic;
    this.methodNames = methodNames;
    this.descriptor = descriptor == null ? null : checkedDescriptor(descriptor);
    this.prefix = prefix;
  }

  Target inCopy(String below) {
    return new Target(classNames, isStatic, methodNames, descriptor, below);
  }

  List<String> classNames() {
    return classNames;
  }

  List<String> methodNames() {
    return methodNames;
  }

  @Nullable String descriptor() {
    return descriptor;
  }

  boolean isStatic() {
    return isStatic;
  }

  boolean isConstructor() {
    return methodNames.contains(CONSTRUCTOR);
  }

  /** Tells whether the descriptor is known and says that nothing is returned. */
  boolean returnsVoid() {
    return descriptor != null && descriptor.endsWith(")V");
  }

  boolean matches(boolean ofStatic, String name, String ofDescriptor) {
    return isStatic == ofStatic
        && methodNames.contains(name)
        && (descriptor == null
            || descriptor.equals(ofDescriptor)
            || (!prefix.isEmpty() && isCopied(descriptor, ofDescriptor)));
  }

  /** Tells whether two descriptors differ in names only, of which the second's are the copy's. */
  private boolean isCopied(String original, String copy) {
    int at = 0;
    int in = 0;
    while (at < original.length() && in < copy.length()) {
      if (original.charAt(at) != copy.charAt(in)) {
        return false;
      }
      if (original.charAt(at) == 'L') {
        int end = original.indexOf(';', at);
        int endIn = copy.indexOf(';', in);
        if (!isCopiedName(original.substring(at + 1, end), copy.substring(in + 1, endIn))) {
          return false;
        }
        at = end;
        in = endIn;
      }
      at++;
      in++;
    }
    return at == original.length() && in == copy.length();
  }

  private boolean isCopiedName(String original, String copy) {
    return copy.equals(original)
        || (copy.startsWith(prefix) && original.endsWith(copy.substring(prefix.length())));
  }

  @Override
  public String toString() {
    return String.join("|", classNames)
        + '.'
        + String.join("|", methodNames)
        + (descriptor == null ? "" : descriptor);
  }

  static List<String> classNames(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("a hook names at least one class");
    }
    for (String name : names) {
      className(name);
    }
    return copy(names);
  }

  static List<String> methodNames(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("a hook names at least one method");
    }
    for (String name : names) {
      memberName(name);
    }
    return copy(names);
  }

  static String className(String name) {
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "not a class's binary name, such as okhttp3.OkHttpClient: '" + name + "'");
    }
    return name;
  }

  static String memberName(String name) {
    if (name.isEmpty()
        || name.indexOf('.') >= 0
        || name.indexOf('(') >= 0
        || name.charAt(0) == '<') {
      throw new IllegalArgumentException("not a method's name: '" + name + "'");
    }
    return name;
  }

  private static String checkedDescriptor(String descriptor) {
    int close = descriptor.indexOf(')');
    if (!descriptor.startsWith("(") || close < 0 || close == descriptor.length() - 1) {
      throw new IllegalArgumentException(
          "not a method's descriptor, such as (I)Ljava/lang/String;: '" + descriptor + "'");
    }
    return descriptor;
  }

  private static List<String> copy(String... names) {
    return Collections.unmodifiableList(new ArrayList<String>(Arrays.asList(names)));
  }
}
