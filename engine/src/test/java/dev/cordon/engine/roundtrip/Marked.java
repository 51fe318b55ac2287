package dev.cordon.engine.roundtrip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of which it is known where the findings are: parts that must stay, and values that must
 * not. It can be written into JSON at any depth, with escapes nobody needs.
 */
final class Marked {
  private static final Pattern TOKEN = Pattern.compile("[A-Z]+[0-9]*_[0-9A-HJKMNP-TV-Z]{6,8}");

  /** A part; {@code value}: the value that it is, however it is escaped, else null. */
  private record Part(String text, String value) {}

  private final List<Part> parts = new ArrayList<>();

  Marked literal(String text) {
    parts.add(new Part(text, null));
    return this;
  }

  Marked value(String text) {
    parts.add(new Part(text, text));
    return this;
  }

  Marked add(Marked other) {
    parts.addAll(other.parts);
    return this;
  }

  /** Returns the text as it stands inside of a JSON string. */
  Marked inString(Random random) {
    Marked escaped = new Marked();
    for (Part part : parts) {
      escaped.parts.add(new Part(escape(part.text, random), part.value));
    }
    return escaped;
  }

  /**
   * Compares what left with this text: every part but the values must be there, byte for byte, and
   * a token in each value's place.
   *
   * @param tokens receives each value's token
   * @return what differs, or null
   */
  String difference(String sent, Map<String, String> tokens) {
    int at = 0;
    for (Part part : parts) {
      if (part.value == null) {
        if (!sent.startsWith(part.text, at)) {
          return "expected <" + part.text + "> at " + at + " of " + sent;
        }
        at += part.text.length();
        continue;
      }
      Matcher token = TOKEN.matcher(sent).region(at, sent.length());
      if (!token.lookingAt()) {
        return "expected a token at " + at + " of " + sent;
      }
      String before = tokens.put(part.value, token.group());
      if (before != null && !before.equals(token.group())) {
        return "two tokens for " + part.value;
      }
      at = token.end();
    }
    return at == sent.length() ? null : "more than expected behind " + at + " of " + sent;
  }

  /** Returns the text with tokens in the place of values. */
  String with(Map<String, String> tokens) {
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append(part.value == null ? part.text : tokens.get(part.value)));
    return all.toString();
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append(part.text));
    return all.toString();
  }

  private static String escape(String text, Random random) {
    StringBuilder out = new StringBuilder();
    boolean ascii = random.nextInt(4) == 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n' && random.nextBoolean()) {
        out.append("\\n");
      } else if (c == '/' && random.nextInt(4) == 0) {
        out.append("\\/");
      } else if (c < ' ' || (ascii && c > 126) || random.nextInt(40) == 0) {
        boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length();
        unicode(c, random, out);
        if (pair) {
          unicode(text.charAt(++i), random, out);
        }
      } else if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void unicode(char c, Random random, StringBuilder out) {
    String hex = "%04x".formatted((int) c);
    out.append("\\u").append(random.nextBoolean() ? hex : hex.toUpperCase(java.util.Locale.ROOT));
  }
}
