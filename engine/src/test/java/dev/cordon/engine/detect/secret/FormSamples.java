package dev.cordon.engine.detect.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes values of a form in the notation of {@code secrets.txt}, good ones and near misses. Reads
 * the notation with code of its own.
 */
final class FormSamples {
  private static final String DIGITS = "0123456789";
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String ALNUM = DIGITS + SMALL + CAPITALS;

  private final Random random;

  FormSamples(long seed) {
    random = new Random(seed);
  }

  /**
   * Writes values in place of forms, so that no secret stands in a test's source: {@code %h32} is
   * 32 hexadecimal digits, {@code {%a20}} twenty letters and digits with something right behind.
   */
  static String fill(String table) {
    FormSamples samples = new FormSamples(table.hashCode());
    return java.util.regex.Pattern.compile("\\{(%[a-zA-Z]\\d+)}|%[a-zA-Z]\\d+|%U")
        .matcher(table)
        .replaceAll(
            match -> samples.good(match.group(1) == null ? match.group() : match.group(1)).text());
  }

  /** A value: the text and where the secret stands in it. */
  record Sample(String text, int start, int end) {
    String secret() {
      return text.substring(start, end);
    }
  }

  /** A part of a form: a choice of literals, a run or a mark. */
  private record Part(List<String> literals, char set, int least, int most) {
    boolean isRun() {
      return literals.isEmpty() && set != '<' && set != '>';
    }
  }

  Sample good(String form) {
    return make(parts(form), -1, "");
  }

  /** Makes a value whose longest run has one character less than it needs. */
  Sample tooShort(String form) {
    return make(parts(form), longest(form), "short");
  }

  /** Makes a value in whose longest run a character stands that can't be there. */
  Sample wrongCharacter(String form) {
    return make(parts(form), longest(form), "wrong");
  }

  /** Makes a value whose longest run is one character again and again. */
  Sample monotonous(String form) {
    return make(parts(form), longest(form), "same");
  }

  int longestRun(String form) {
    int part = longest(form);
    return part < 0 ? 0 : parts(form).get(part).least;
  }

  private int longest(String form) {
    List<Part> parts = parts(form);
    int best = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).isRun() && (best < 0 || parts.get(i).least > parts.get(best).least)) {
        best = i;
      }
    }
    return best;
  }

  private Sample make(List<Part> parts, int spoilt, String how) {
    StringBuilder out = new StringBuilder();
    int start = 0;
    int end = -1;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.set == '<') {
        start = out.length();
      } else if (part.set == '>') {
        end = out.length();
      } else if (!part.isRun()) {
        out.append(part.literals.get(random.nextInt(part.literals.size())));
      } else {
        run(out, part, i == spoilt || how.equals("same") ? how : "");
      }
    }
    return new Sample(out.toString(), start, end < 0 ? out.length() : end);
  }

  private void run(StringBuilder out, Part part, String how) {
    String alphabet = alphabet(part.set);
    int spread = Math.min(part.most, part.least + 40) - part.least;
    int size = how.equals("short") ? part.least - 1 : part.least + random.nextInt(spread + 1);
    for (int i = 0; i < size; i++) {
      boolean edge = i == 0 || i == size - 1;
      String from = edge && part.set != 'd' ? inner(alphabet) : alphabet;
      out.append(how.equals("same") ? from.charAt(0) : from.charAt(random.nextInt(from.length())));
    }
    if (how.equals("wrong")) {
      out.setCharAt(out.length() - size + size / 2, part.set == 'x' ? ' ' : '!');
    }
  }

  /** Letters and digits alone, where there are any: a value seldom ends with a mark. */
  private static String inner(String alphabet) {
    StringBuilder out = new StringBuilder();
    for (char c : alphabet.toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        out.append(c);
      }
    }
    return out.isEmpty() ? alphabet : out.toString();
  }

  private static String alphabet(char set) {
    return switch (set) {
      case 'd' -> DIGITS;
      case 'h', 'H' -> DIGITS + "abcdef";
      case 'l' -> SMALL;
      case 'L' -> SMALL + CAPITALS;
      case 'n' -> DIGITS + SMALL;
      case 'u' -> DIGITS + CAPITALS;
      case 'T' -> CAPITALS + "234567";
      case 'k' -> "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
      case 'q' -> "\"";
      case 'o' -> " ";
      case 'v' -> "|";
      case 'e' -> "=";
      case 'a', 'c', 'x' -> ALNUM;
      case 'y' -> ALNUM + "%";
      case 'w' -> ALNUM + "_";
      case 's', 'S' -> ALNUM + "+/";
      case 'b', 'B', 'p', 'z', 't', 'Y' -> ALNUM + "_-";
      default -> throw new IllegalArgumentException("class " + set);
    };
  }

  private static List<Part> parts(String form) {
    String text =
        form.replace("%U", "%H8-%H4-%H4-%H4-%H12")
            .replace("!", "")
            .replace("&", "")
            .replace("#", "");
    List<Part> parts = new ArrayList<>();
    var runs =
        java.util.regex.Pattern.compile(
            "%(.)(\\d+)(?:(\\+)|-(\\d+))?|([<>])|\\{([^}]*)}|([^%<>{]+)");
    var matcher = runs.matcher(text);
    int at = 0;
    while (matcher.find()) {
      if (matcher.start() != at) {
        throw new IllegalArgumentException(form);
      }
      at = matcher.end();
      if (matcher.group(1) != null) {
        int least = Integer.parseInt(matcher.group(2));
        int most =
            matcher.group(3) != null
                ? least + 60
                : matcher.group(4) != null ? Integer.parseInt(matcher.group(4)) : least;
        parts.add(new Part(List.of(), matcher.group(1).charAt(0), least, most));
      } else if (matcher.group(5) != null) {
        parts.add(new Part(List.of(), matcher.group(5).charAt(0), 0, 0));
      } else {
        String literals = matcher.group(6) != null ? matcher.group(6) : matcher.group(7);
        parts.add(
            new Part(
                List.of(matcher.group(6) != null ? literals.split(",") : new String[] {literals}),
                ' ',
                0,
                0));
      }
    }
    return parts;
  }
}
