package dev.cordon.engine.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Values that are no finding although they look like one, such as the support address that every
 * prompt ends with, the company's own domain, or test cards. Compared without regard to case, and
 * numbers without regard to how their digits are grouped. Immutable.
 */
final class AllowedValues {
  static final AllowedValues NONE = new AllowedValues();

  /** Shorter numbers may mean many things: they are allowed as they are written. */
  private static final int NUMBER = 8;

  private static final String INSTEAD =
      "to leave a type of data as it is, say redact: {TYPE: allow}";

  /** Values of kinds that have nothing in common. */
  private static final String[] KINDS = {
    "quentin.farrow@mail.example.net",
    "5274830916452087",
    "NL27INGB0417164300",
    "Quentin Farrow",
    "gT7-x_Qm2vLw93ZrKc8B",
    "+44 20 7946 0813"
  };

  /** A pattern that fits values of so many kinds is not for any of them. */
  private static final int TOO_MANY_KINDS = 3;

  private final Set<String> values = new HashSet<>();
  private final List<String> endings = new ArrayList<>();
  private final List<String> domains = new ArrayList<>();
  private final List<Pattern> patterns = new ArrayList<>();
  private boolean any;

  private AllowedValues() {}

  /** Reads what a policy allows. */
  static AllowedValues read(Section top) {
    AllowedValues allowed = new AllowedValues();
    for (String text : top.texts("allow_values")) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (namesNothing(lower)) {
        top.wrongItem("allow_values", text, "\"" + text + "\" names no value; " + INSTEAD);
      }
      if (lower.startsWith("*")) {
        allowed.endings.add(lower.substring(1));
      } else {
        allowed.values.add(plain(lower));
      }
    }
    for (String domain : top.texts("allow_domains")) {
      if (domain.indexOf('.') <= 0 || domain.indexOf('/') >= 0 || domain.indexOf('@') >= 0) {
        top.wrong("allow_domains", "must be domains such as example.com");
      }
      allowed.domains.add(domain.toLowerCase(Locale.ROOT));
    }
    for (String pattern : top.texts("allow_patterns")) {
      try {
        Pattern compiled = Pattern.compile(pattern);
        if (kinds(compiled) >= TOO_MANY_KINDS) {
          top.wrongItem("allow_patterns", pattern, "the pattern names no value; " + INSTEAD);
        }
        allowed.patterns.add(compiled);
      } catch (PatternSyntaxException e) {
        top.wrong("allow_patterns", "no valid RE2 pattern: " + e.getDescription());
      }
    }
    allowed.any =
        !allowed.values.isEmpty()
            || !allowed.endings.isEmpty()
            || !allowed.domains.isEmpty()
            || !allowed.patterns.isEmpty();
    return allowed;
  }

  /** Tells whether a text has nothing to tell values apart by, such as {@code *} or {@code *@}. */
  private static boolean namesNothing(String text) {
    int telling = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      telling += Character.isLetterOrDigit(c) || c > '\u007f' ? 1 : 0;
    }
    return telling == 0 || (telling == 1 && text.startsWith("*"));
  }

  private static int kinds(Pattern pattern) {
    int kinds = 0;
    for (String value : KINDS) {
      kinds += pattern.matches(value) ? 1 : 0;
    }
    return kinds;
  }

  boolean contains(byte[] text, int from, int to) {
    if (!any) {
      return false;
    }
    String written = new String(text, from, to - from, StandardCharsets.UTF_8);
    String value = written.toLowerCase(Locale.ROOT);
    if (values.contains(plain(value)) || isInDomain(value)) {
      return true;
    }
    for (String ending : endings) {
      if (value.endsWith(ending)) {
        return true;
      }
    }
    for (Pattern pattern : patterns) {
      if (pattern.matches(written)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether it is a host, an address or a URL of an allowed domain or one below it. */
  private boolean isInDomain(String value) {
    if (domains.isEmpty()) {
      return false;
    }
    int start = value.indexOf("://");
    start = start < 0 ? 0 : start + 3;
    int end = start;
    while (end < value.length() && "/?#".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    int at = value.lastIndexOf('@', end - 1);
    String host = value.substring(Math.max(at + 1, start), end);
    int port = host.indexOf(':');
    host = port < 0 ? host : host.substring(0, port);
    for (String domain : domains) {
      if (host.equals(domain) || host.endsWith("." + domain)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a number's digits alone, any other text as it is. */
  private static String plain(String value) {
    StringBuilder digits = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (" -./".indexOf(c) < 0) {
        return value;
      }
    }
    return digits.length() >= NUMBER ? digits.toString() : value;
  }
}
