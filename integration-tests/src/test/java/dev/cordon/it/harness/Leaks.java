package dev.cordon.it.harness;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for sensitive values in bytes, in every encoding in which they could have left. */
public final class Leaks {
  private Leaks() {}

  /** Fails when a value is found in these bytes in any encoding. */
  public static void assertNone(String where, byte[] bytes, List<String> values) {
    List<String> found = find(bytes, values);
    if (!found.isEmpty()) {
      throw new AssertionError(
          where + " holds " + found + ":\n" + new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** Fails when a value is found in a request as it was on the socket or in its plain body. */
  public static void assertNone(Received request, List<String> values) {
    assertNone("what left the JVM", request.raw(), values);
    assertNone("the body that left the JVM", request.plainBody(), values);
  }

  /** Fails when a value is found in this text. */
  public static void assertNone(String where, String text, List<String> values) {
    assertNone(where, text.getBytes(StandardCharsets.UTF_8), values);
  }

  static List<String> find(byte[] bytes, List<String> values) {
    String haystack = new String(bytes, StandardCharsets.ISO_8859_1);
    String lower = haystack.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    for (String value : values) {
      encodings(value)
          .forEach(
              (name, encoded) -> {
                boolean caseless = !name.startsWith("base64");
                if (caseless
                    ? lower.contains(encoded.toLowerCase(Locale.ROOT))
                    : haystack.contains(encoded)) {
                  found.add(value + " (" + name + ")");
                }
              });
    }
    return found;
  }

  private static Map<String, String> encodings(String value) {
    Map<String, String> forms = new LinkedHashMap<>();
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    forms.put("as it is", new String(utf8, StandardCharsets.ISO_8859_1));
    forms.put("JSON escapes", escaped(value));
    forms.put("percent", URLEncoder.encode(value, StandardCharsets.UTF_8));
    forms.put(
        "percent, blank as %20",
        URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    forms.put("hexadecimal", hexadecimal(utf8));
    forms.put(
        "UTF-16BE",
        new String(value.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
    String closed = value.replaceAll("[ -]", "");
    if (closed.length() >= 9) {
      forms.put("without blanks", closed);
    }
    for (int shift = 0; shift < 3; shift++) {
      forms.put("base64 at " + shift, base64(utf8, shift));
    }
    return forms;
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      text.append(String.format("\\u%04x", (int) value.charAt(i)));
    }
    return text.toString();
  }

  private static String hexadecimal(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(String.format("%02x", b & 0xff));
    }
    return text.toString();
  }

  /** The characters of base64 that depend on the value alone, wherever it begins. */
  private static String base64(byte[] value, int shift) {
    byte[] shifted = new byte[shift + value.length];
    System.arraycopy(value, 0, shifted, shift, value.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = shift == 0 ? 0 : shift + 1;
    int to = text.length() - (shifted.length % 3 == 0 ? 0 : 1);
    return text.substring(from, to);
  }
}
