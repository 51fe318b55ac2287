package dev.cordon.instrumentation.javahttp;

import java.util.function.BiPredicate;

/** Drops the headers that describe the bytes of an answer and are not true of restored ones. */
final class LengthAndEncoding implements BiPredicate<String, String> {
  static final LengthAndEncoding DROPPED = new LengthAndEncoding();

  private LengthAndEncoding() {}

  @Override
  public boolean test(String name, String value) {
    return !name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("content-encoding");
  }
}
