package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * The values under {@code data:} and {@code stringData:} of a Kubernetes Secret in YAML. Reads up
 * to the next {@code kind:} in either direction, so that no line is read often.
 */
final class KubernetesSecret implements LiteralDetector {
  private static final int BEFORE = 2048;
  private static final int AFTER = 8192;

  private final DataType type;
  private final int slot;

  private KubernetesSecret(DataType type, int slot) {
    this.type = type;
    this.slot = slot;
  }

  static void register(Registry registry) {
    DataType type =
        SecretCatalogue.type(
            registry, "kubernetes_secret", Severity.CRITICAL, "Kubernetes Secret value");
    registry.literals(
        new KubernetesSecret(type, SecretSpan.slot(registry)),
        "kind: Secret",
        "kind: \"Secret\"",
        "kind: 'Secret'");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (Ascii.isWord(text.at(end)) || !beginsLine(text, start)) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    int from = start;
    while (start - from < BEFORE
        && from > text.from()
        && !isDivider(text, from)
        && (from == start || !stands(text, from, "kind:"))) {
      from--;
    }
    boolean data = false;
    int i = from;
    while (i >= 0 && i - end < AFTER && (i <= start || !isDivider(text, i - 1))) {
      int indent = i;
      while (text.at(indent) == ' ') {
        indent++;
      }
      if (indent > start && stands(text, indent, "kind:")) {
        return;
      }
      if (indent == i) {
        data = stands(text, i, "data:") || stands(text, i, "stringData:");
      } else if (data) {
        entry(text, span, indent);
      }
      i = nextLine(text, indent);
    }
  }

  /** Tells whether nothing but indentation and a list's dash stands before. */
  private static boolean beginsLine(ScanText text, int start) {
    int i = start - 1;
    while (start - i < 64 && (text.at(i) == ' ' || text.at(i) == '-')) {
      i--;
    }
    return text.at(i) < ' ' || (text.at(i) == 'n' && text.at(i - 1) == '\\');
  }

  private void entry(ScanText text, SecretSpan span, int name) {
    int i = name;
    while (i - name < 256 && (Ascii.isWord(text.at(i)) || text.at(i) == '-' || text.at(i) == '.')) {
      i++;
    }
    if (i == name || text.at(i) != ':' || text.at(i + 1) != ' ') {
      return;
    }
    int start = i + 2;
    while (text.at(start) == ' ' || text.at(start) == '"' || text.at(start) == '\'') {
      start++;
    }
    int end = start;
    while (text.at(end) > ' '
        && text.at(end) != '"'
        && text.at(end) != '\''
        && end - start < AFTER) {
      end++;
    }
    span.start = start;
    span.random = start;
    span.end = end;
    if (end - start >= 4 && Ascii.isAlnum(text.at(start)) && !span.isPlaceholder(text)) {
      text.report(type, start, end, Confidence.STRONG);
    }
  }

  private static boolean isDivider(ScanText text, int newline) {
    return text.at(newline) == '\n' && stands(text, newline + 1, "---");
  }

  private static int nextLine(ScanText text, int from) {
    int i = from;
    while (i - from < AFTER && text.at(i) >= 0) {
      if (text.at(i) == '\n') {
        return i + 1;
      }
      i++;
    }
    return -1;
  }

  private static boolean stands(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
