package dev.cordon.agent.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Finds a text in bytes, in whatever encoding it could have come there, and parts of it. */
final class Leaks {
  private static final int LENGTH = 8;

  /** Whoever writes eleven of its characters in a row writes eight from such a place. */
  private static final int STEP = 4;

  private final List<String> caseless = new ArrayList<>();
  private final List<String> exact = new ArrayList<>();

  Leaks(String text) {
    for (int from = 0; from + LENGTH <= text.length(); from += STEP) {
      String part = text.substring(from, from + LENGTH);
      caseless.add(part);
      StringBuilder escaped = new StringBuilder();
      StringBuilder percent = new StringBuilder();
      StringBuilder hexadecimal = new StringBuilder();
      StringBuilder references = new StringBuilder();
      for (int i = 0; i < part.length(); i++) {
        escaped.append(String.format("\\u%04x", (int) part.charAt(i)));
        percent.append(String.format("%%%02x", (int) part.charAt(i)));
        hexadecimal.append(String.format("%02x", (int) part.charAt(i)));
        references.append("&#").append((int) part.charAt(i)).append(';');
      }
      caseless.addAll(
          List.of(
              escaped.toString(),
              percent.toString(),
              hexadecimal.toString(),
              references.toString(),
              new String(part.getBytes(UTF_16BE), ISO_8859_1)));
      // Six bytes are eight characters of base64, and one of three such places is where they begin.
      exact.add(Base64.getEncoder().encodeToString(part.substring(0, 6).getBytes(UTF_8)));
    }
    caseless.add(text.replace("@", "%40"));
  }

  void assertNone(String where, String text) {
    assertNone(where, text.getBytes(UTF_8));
  }

  void assertNone(String where, byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    String lower = text.toLowerCase(Locale.ROOT);
    for (String part : caseless) {
      check(where, text, lower.indexOf(part.toLowerCase(Locale.ROOT)));
    }
    for (String part : exact) {
      check(where, text, text.indexOf(part));
    }
  }

  private static void check(String where, String text, int at) {
    if (at >= 0) {
      String around = text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60));
      throw new AssertionError(where + " holds a value: " + around.replaceAll("\\p{Cntrl}", "·"));
    }
  }
}
