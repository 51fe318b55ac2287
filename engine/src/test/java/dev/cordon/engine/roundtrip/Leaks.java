package dev.cordon.engine.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for values in what left, in every encoding that a text may have there. */
final class Leaks {
  private static final int DEPTH = 6;
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9A-Fa-f]{4}|.)", Pattern.DOTALL);
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");

  private Leaks() {}

  static void assertNone(String sent, String[] values, String seed) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(sent));
    for (int depth = 0; depth < DEPTH && !open.isEmpty(); depth++) {
      Deque<String> next = new ArrayDeque<>();
      for (String form : open) {
        if (seen.add(form)) {
          assertNoValue(form, values, seed);
          next.add(replaced(ESCAPE, form, Leaks::unescape));
          next.add(percent(form));
          next.add(replaced(BASE64, form, Leaks::base64));
        }
      }
      open = next;
    }
  }

  private static void assertNoValue(String form, String[] values, String seed) {
    String squeezed = squeezed(form);
    for (String value : values) {
      assertFalse(form.contains(value), () -> seed + ": " + value + " in " + form);
      assertFalse(squeezed.contains(squeezed(value)), () -> seed + ": " + value + " in " + form);
    }
  }

  private static String squeezed(String text) {
    return text.replaceAll("[\\s-]", "");
  }

  private static String unescape(String escape) {
    return switch (escape.charAt(1)) {
      case 'u' ->
          escape.length() < 6
              ? escape
              : Character.toString(Integer.parseInt(escape.substring(2), 16));
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      default -> escape.substring(1);
    };
  }

  private static String percent(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String base64(String run) {
    try {
      return new String(Base64.getDecoder().decode(run.replace('-', '+').replace('_', '/')), UTF_8);
    } catch (IllegalArgumentException e) {
      return run;
    }
  }

  private static String replaced(Pattern pattern, String text, UnaryOperator<String> change) {
    return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(change.apply(m.group())));
  }
}
