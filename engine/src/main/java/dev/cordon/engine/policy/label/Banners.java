package dev.cordon.engine.policy.label;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What stands at the head or foot of a page: a phrase that is a line by itself, in capitals at the
 * beginning of any line or at the end of a short one, or named by {@code Classification:}.
 */
final class Banners {
  /** A headline; what is longer is a sentence, which may end with any word. */
  private static final int SHORT = 80;

  /** As it is typed in Chinese, Japanese and Korean. */
  private static final byte[] WIDE_COLON = "\uff1a".getBytes(UTF_8);

  private static final String[][] PHRASES = {
    {"confidential", "confidential"},
    {"company confidential", "confidential"},
    {"company-confidential", "confidential"}, // RFC 4021, Sensitivity
    {"confidentiel", "confidential"},
    {"confidencial", "confidential"},
    {"vertraulich", "confidential"},
    {"fortrolig", "confidential"},
    {"konfidentiell", "confidential"},
    {"strictly confidential", "restricted"},
    {"highly confidential", "restricted"},
    {"streng vertraulich", "restricted"},
    {"strengt fortrolig", "restricted"},
    {"internal use only", "internal"},
    {"for internal use only", "internal"},
    {"trade secret", Labels.TRADE_SECRET},
    {"trade secrets", Labels.TRADE_SECRET},
    {"\u793e\u5916\u79d8", "confidential"}, // Japanese: not for outside the company
    {"\u90e8\u5916\u79d8", "confidential"}, // not for outside the department
    {"\u6a5f\u5bc6", "confidential"}, // Japanese, and Chinese in traditional characters
    {"\u6975\u79d8", "restricted"},
    {"\u673a\u5bc6", "confidential"}, // Chinese
    {"\u7edd\u5bc6", "restricted"},
    {"\ub300\uc678\ube44", "confidential"}, // Korean
    {"\uadf9\ube44", "restricted"},
  };

  /** Words that begin other headlines as well. */
  private static final String[][] ALONE = {
    {"internal", "internal"}, {"internal only", "internal"}, {"restricted", "restricted"},
  };

  private static final String[] SAYS = {
    "classification",
    "data classification",
    "document classification",
    "information classification",
    "security classification",
    "sensitivity",
    "sensitivity label",
    "sensitivitylabel", // Microsoft Graph
    "mainlabelname", // Get-FileStatus of Microsoft's PowerShell module
    "sublabelname",
    "confidentiality",
    "klassifisering",
    "klassifizierung",
  };

  private final Phrases edge = new Phrases();
  private final Phrases names = new Phrases();
  private final Phrases says = new Phrases();

  Banners(Set<String> own, Set<String> labels) {
    for (String[] phrase : PHRASES) {
      if (!own.contains(phrase[0])) {
        edge.add(phrase[0], phrase[1]);
        names.add(phrase[0], phrase[1]);
      }
    }
    for (String[] phrase : ALONE) {
      if (!own.contains(phrase[0])) {
        names.add(phrase[0], phrase[1]);
      }
    }
    for (String label : labels) {
      if (!own.contains(label)) {
        names.add(label, label);
        names.add(label.replace('_', ' '), label);
      }
    }
    for (String word : SAYS) {
      says.add(word, "");
    }
  }

  /** Looks at one line, or at what stands between two tags. */
  void segment(byte[] text, int begin, int end, Consumer<String> found) {
    int from = begin;
    int to = end;
    from = afterOrnaments(text, from, to);
    for (int more = 1; from < to && more > 0; to -= more) {
      more = Ornaments.lengthBefore(text, from, to);
    }
    if (from == to) {
      return;
    }
    int length = names.length(text, from, to);
    boolean alone = length == to - from && !isLabelOnly(text, from, to);
    int capitals = edge.length(text, from, to);
    if (alone || (capitals > 0 && isUpper(text, from, from + capitals))) {
      found.accept(label(text, from, to, alone));
      return;
    }
    int said = says.length(text, from, to);
    if (said > 0) {
      classification(text, from + said, to, found);
    } else if (to - from <= SHORT) {
      end(text, from, to, found);
    }
  }

  private String label(byte[] text, int from, int to, boolean alone) {
    String label = (alone ? names : edge).at(text, from, to);
    return label == null ? "" : label;
  }

  /** {@code public} or a name of the user's own may be any line of a list. */
  private boolean isLabelOnly(byte[] text, int from, int to) {
    String line = new String(text, from, to - from, UTF_8).toLowerCase(Locale.ROOT);
    for (String[] phrase : PHRASES) {
      if (phrase[0].equals(line)) {
        return false;
      }
    }
    for (String[] phrase : ALONE) {
      if (phrase[0].equals(line)) {
        return false;
      }
    }
    return true;
  }

  private void classification(byte[] text, int from, int to, Consumer<String> found) {
    int at = from;
    while (at < to && text[at] == ' ') {
      at++;
    }
    boolean wide = Phrases.startsWith(text, at, to, WIDE_COLON);
    if (wide || (at < to && (text[at] == ':' || text[at] == '='))) {
      at = afterOrnaments(text, at, to);
      names(text, at, Math.min(to, at + SHORT), found);
    }
  }

  /** Looks for labels' names, and what banners say, at the beginning of each word. */
  void names(byte[] text, int from, int to, Consumer<String> found) {
    for (int i = from; i < to; i++) {
      if (Phrases.isWord(text[i]) && Ornaments.isWordStart(text, from, i)) {
        String label = names.at(text, i, to);
        if (label != null) {
          found.accept(label);
        }
      }
    }
  }

  /** {@code Acme Ltd. - CONFIDENTIAL}, but not {@code NOT CONFIDENTIAL}. */
  private void end(byte[] text, int from, int to, Consumer<String> found) {
    for (int i = to - 1; i > from; i--) {
      if (Phrases.isWord(text[i]) && Ornaments.isWordStart(text, from, i)) {
        int length = edge.length(text, i, to);
        if (length == to - i && isUpper(text, i, to) && !isDenied(text, from, i)) {
          String label = edge.at(text, i, to);
          if (label != null) {
            found.accept(label);
          }
        }
      }
    }
  }

  private static boolean isDenied(byte[] text, int from, int at) {
    String before = new String(text, from, at - from, UTF_8).toLowerCase(Locale.ROOT);
    return before.endsWith("non-") || before.endsWith("non ") || before.endsWith("not ");
  }

  private static boolean isUpper(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] >= 'a' && text[i] <= 'z') {
        return false;
      }
    }
    return true;
  }

  private static int afterOrnaments(byte[] text, int from, int to) {
    int at = from;
    for (int more = 1; at < to && more > 0; at += more) {
      more = Ornaments.lengthAt(text, at, to);
    }
    return at;
  }
}
