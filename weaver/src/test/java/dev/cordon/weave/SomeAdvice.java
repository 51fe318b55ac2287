package dev.cordon.weave;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** Advice of every kind, under types that {@code library.Client} fits in any loader. */
final class SomeAdvice {
  static final List<Object> seen = new ArrayList<>();

  private SomeAdvice() {}

  static Object call(
      Object self, String text, long number, double ratio, int[] ints, boolean flag) {
    switch (text) {
      case "take":
        return text + number + ratio + ints.length + flag;
      case "null":
        return Hook.NOTHING;
      default:
        return null;
    }
  }

  static Object run(Object self, StringBuilder log) {
    return log.length() > 0 ? Hook.NOTHING : null;
  }

  static Integer count(Object self, int from) {
    return from == 0 ? 42 : null;
  }

  static Object total(Object self, long from) {
    return from == 0 ? 1L << 40 : null;
  }

  static Boolean isOpen(Object self, byte b, char c, short s, float f) {
    return b == 9 ? true : null;
  }

  static Object joined(String text, double number) {
    return text.equals("take") ? "taken" + number : null;
  }

  static Object[] callArguments(
      Object self, String text, long number, double ratio, int[] ints, boolean flag) {
    return text.equals("replace")
        ? new Object[] {"replaced", number, 0.25, new int[] {6}, false}
        : null;
  }

  static Object[] joinedArguments(String text, double number) {
    return new Object[] {"<" + text + ">", number * 2};
  }

  static Object[] constructorArguments(String name, long size) {
    return name.equals("keep")
        ? null
        : new Object[] {name.toUpperCase(java.util.Locale.ROOT), size + 1};
  }

  static Object[] exitArguments(Object self, String text, long number, boolean fail) {
    return new Object[] {"changed", number, fail};
  }

  static List<String> names(Object self, List<String> names) {
    List<String> advised = new ArrayList<>(names);
    advised.add("advised");
    return advised;
  }

  static int counted(Object self, int result) {
    return -result;
  }

  static double doubled(Object self, double result) {
    return result < 10 ? result * 2 + 6 : result;
  }

  static String joinedResult(String result) {
    return "[" + result + "]";
  }

  static Object exit(
      Object self, String text, long number, boolean fail, double result, Throwable thrown) {
    seen.add(text + " " + number + " " + fail + " -> " + result + " " + thrown);
    switch (text) {
      case "replace":
        return 99.0;
      case "throw":
        return (TakeOver)
            () -> {
              throw new IOException("other");
            };
      default:
        return null;
    }
  }

  static void innerExit(
      Object self, String text, long number, boolean fail, double result, Throwable thrown) {
    seen.add("inner " + thrown);
  }

  static Object ran(Object self, StringBuilder log, Throwable thrown) {
    seen.add("run " + log + " " + thrown);
    return Hook.NOTHING;
  }

  static void nothing(Object self, Throwable thrown) {
    seen.add("nothing " + thrown);
  }

  static Object joinedExit(String text, double number, String result, Throwable thrown) {
    seen.add(text + " " + number + " -> " + result + " " + thrown);
    return null;
  }

  static Object callExit(
      Object self,
      String text,
      long number,
      double ratio,
      int[] ints,
      boolean flag,
      String result,
      Throwable thrown) {
    return text.equals("null") ? Hook.NOTHING : thrown.getClass().getSimpleName();
  }

  static void constructed(Object self) {
    seen.add(self);
  }

  static void constructedWith(Object self, String name, long size) {
    seen.add(self.getClass().getSimpleName() + " " + name + " " + size);
  }

  static Object withLookup(MethodHandles.Lookup lookup, Object self, int from) throws Throwable {
    long size = (long) lookup.findGetter(lookup.lookupClass(), "size", long.class).invoke(self);
    return (int) size;
  }

  static Object staticWithLookup(MethodHandles.Lookup lookup, String text, double number) {
    return lookup.lookupClass().getSimpleName();
  }

  static List<String> overloaded(Object self, List<String> names) {
    return names;
  }

  static void overloaded() {}
}
