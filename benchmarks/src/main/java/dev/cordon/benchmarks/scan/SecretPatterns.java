package dev.cordon.benchmarks.scan;

import java.util.ArrayList;
import java.util.List;

/** The forms of {@code secrets.txt}, whose head explains them, as regular expressions. */
final class SecretPatterns {
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private static final int MOST = 24;

  private SecretPatterns() {}

  /** Returns the expressions of a row. */
  static List<String> of(String[] columns) {
    List<String> patterns = new ArrayList<>();
    for (String form : columns[4].split(" ")) {
      String regex = regex(form);
      patterns.add(
          columns[3].isEmpty()
              ? regex
              : "(?i:" + columns[3].replace(",", "|") + ")[\\w-]*[\"' ]*[=:][ \"']*" + regex);
    }
    return patterns;
  }

  private static String regex(String form) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < form.length()) {
      char c = form.charAt(i++);
      if (c == '%' && form.charAt(i) == 'U') {
        regex.append(UUID);
        i++;
      } else if (c == '%') {
        regex.append(chars(form.charAt(i++)));
        int end = i;
        while (end < form.length() && "0123456789-+".indexOf(form.charAt(end)) >= 0) {
          if (form.charAt(end) == '-'
              && (end + 1 == form.length() || !Character.isDigit(form.charAt(end + 1)))) {
            break;
          }
          end++;
        }
        String count = form.substring(i, end).replace('-', ',').replace('+', ',');
        regex.append('{').append(bounded(count)).append('}');
        i = end;
      } else if (c == '{') {
        int end = form.indexOf('}', i);
        String choice = form.substring(i, end).replaceAll("[.*+?()\\[\\]|\\\\^$]", "\\\\$0");
        regex.append("(?:").append(choice.replace(',', '|')).append(')');
        i = end + 1;
      } else if ("<>&#!".indexOf(c) < 0) {
        regex.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
      }
    }
    return regex.toString();
  }

  /** Hyperscan refuses long counts where it must tell the beginning of a match. */
  private static String bounded(String count) {
    int comma = count.indexOf(',');
    int least = Math.min(Integer.parseInt(comma < 0 ? count : count.substring(0, comma)), MOST);
    String last = comma < 0 ? count : count.substring(comma + 1);
    boolean open = last.isEmpty() || Integer.parseInt(last) > MOST;
    return open ? least + "," : comma < 0 ? last : least + "," + last;
  }

  private static String chars(char set) {
    switch (set) {
      case 'd':
        return "[0-9]";
      case 'h':
        return "[0-9a-f]";
      case 'H':
        return "[0-9a-fA-F]";
      case 'l':
        return "[a-z]";
      case 'L':
        return "[a-zA-Z]";
      case 'n':
        return "[0-9a-z]";
      case 'u':
        return "[0-9A-Z]";
      case 'w':
        return "[0-9a-zA-Z_]";
      case 'b':
        return "[0-9a-zA-Z_-]";
      case 'B':
        return "[0-9a-zA-Z_=-]";
      case 'p':
        return "[0-9a-zA-Z_=.-]";
      case 'z':
        return "[0-9a-zA-Z_.~-]";
      case 's':
        return "[0-9a-zA-Z+/]";
      case 'S':
        return "[0-9a-zA-Z+/=]";
      case 't':
        return "[0-9a-zA-Z_.~+/=-]";
      case 'T':
        return "[A-Z2-7]";
      case 'k':
        return "[A-Z0-9]";
      case 'q':
        return "[\"'`\\\\]";
      case 'o':
        return "[ \\t\\r\\n]";
      case 'v':
        return "[|%]";
      case 'y':
        return "[0-9a-zA-Z%]";
      case 'e':
        return "=";
      case 'c':
        return "[^\\s\"'`\\\\:@]";
      case 'x':
        return "[^\\s\"'`\\\\]";
      default:
        return "[0-9a-zA-Z]";
    }
  }
}
