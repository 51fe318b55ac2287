package dev.cordon.agent.cli;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts that a pattern of RE2 matches, for probes: a choice's first part, a repetition as
 * seldom as may be. What it can't read it makes nothing of. Not thread-safe.
 */
final class PatternExample {
  private final String regex;
  private int at;

  private PatternExample(String regex) {
    this.regex = regex;
  }

  /** Returns an example of each alternative of a pattern, of those that are matched. */
  static List<String> of(Pattern pattern) {
    List<String> examples = new ArrayList<>();
    for (String alternative : alternatives(pattern.pattern())) {
      String example = example(alternative);
      if (example != null && pattern.matcher(example).find()) {
        examples.add(example);
      }
    }
    return examples;
  }

  /** Returns how many alternatives a pattern has. */
  static int alternatives(Pattern pattern) {
    return alternatives(pattern.pattern()).size();
  }

  private static List<String> alternatives(String regex) {
    List<String> all = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      i += c == '\\' ? 1 : 0;
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == '|' && depth == 0) {
        all.add(regex.substring(start, i));
        start = i + 1;
      }
    }
    all.add(regex.substring(start));
    return all;
  }

  private static @Nullable String example(String regex) {
    try {
      return new PatternExample(regex).choice();
    } catch (IndexOutOfBoundsException | IllegalArgumentException unread) {
      return null;
    }
  }

  /** Reads up to the end of a group; what is behind a bar is left out. */
  private String choice() {
    StringBuilder text = new StringBuilder();
    boolean first = true;
    while (at < regex.length() && regex.charAt(at) != ')') {
      if (regex.charAt(at) == '|') {
        first = false;
        at++;
        continue;
      }
      String one = atom();
      text.append(first ? repeated(one) : repeated(one).substring(0, 0));
    }
    return text.toString();
  }

  private String atom() {
    char c = regex.charAt(at++);
    switch (c) {
      case '(':
        if (regex.startsWith("?", at)) {
          int end = at;
          while (":)".indexOf(regex.charAt(end)) < 0 && regex.charAt(end) != '>') {
            end++;
          }
          at = end + 1;
          if (regex.charAt(end) == ')') {
            return ""; // flags
          }
        }
        String inner = choice();
        at++;
        return inner;
      case '[':
        return oneOf();
      case '\\':
        return escaped(regex.charAt(at++));
      case '.':
        return "x";
      case '^':
      case '$':
        return "";
      default:
        return String.valueOf(c);
    }
  }

  private String oneOf() {
    int start = at - 1;
    at += regex.charAt(at) == '^' ? 1 : 0;
    String first = regex.substring(at, at + 1);
    do {
      at += regex.charAt(at) == '\\' ? 2 : 1;
    } while (regex.charAt(at) != ']');
    at++;
    Pattern one = Pattern.compile(regex.substring(start, at));
    for (String candidate : new String[] {first, "x", "X", "7", "-", " "}) {
      if (one.matches(candidate)) {
        return candidate;
      }
    }
    throw new IndexOutOfBoundsException();
  }

  private static String escaped(char c) {
    switch (c) {
      case 'b':
      case 'B':
      case 'A':
      case 'z':
        return "";
      case 'd':
        return "7";
      case 's':
        return " ";
      case 'w':
      case 'D':
      case 'S':
        return "x";
      case 'W':
        return "-";
      default:
        return String.valueOf(c);
    }
  }

  private String repeated(String one) {
    int times = 1;
    if (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == '*' || c == '?') {
        times = 0;
        at++;
      } else if (c == '+') {
        at++;
      } else if (c == '{') {
        int end = regex.indexOf('}', at);
        times = Integer.parseInt(regex.substring(at + 1, end).split(",")[0]);
        at = end + 1;
      }
      boolean repeats = c == '*' || c == '?' || c == '+' || c == '{';
      if (repeats && at < regex.length() && regex.charAt(at) == '?') {
        at++; // reluctant
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(times, 64); i++) {
      text.append(one);
    }
    return text.toString();
  }
}
