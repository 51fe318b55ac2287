package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * Private keys in PEM (RFC 7468) and OpenPGP armour; one that is cut off ends where the text ends.
 */
final class PrivateKeyBlock implements LiteralDetector {
  private static final int LONGEST = 32768;

  private final DataType type;

  private PrivateKeyBlock(DataType type) {
    this.type = type;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "secret.private_key",
            DataClass.CREDENTIAL,
            Severity.CRITICAL,
            "PRIVATEKEY",
            "Private key");
    registry.literals(new PrivateKeyBlock(type), "-----BEGIN");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int label = end;
    while (label - end < 48 && text.at(label) >= ' ' && text.at(label) != '-') {
      label++;
    }
    if (!stands(text, label, "-----") || !holds(text, end, label, "PRIVATE KEY")) {
      return;
    }
    int limit = Math.min(text.to(), label + LONGEST);
    int body = label + 5;
    for (int i = body; i < limit; i++) {
      if (text.at(i) == '-' && stands(text, i, "-----END")) {
        int close = i + 8;
        while (close < limit && close - i < 64 && text.at(close) >= ' ' && text.at(close) != '-') {
          close++;
        }
        text.report(type, start, stands(text, close, "-----") ? close + 5 : close, 99);
        return;
      }
    }
    if (limit - body >= 64) {
      text.report(type, start, limit, 90);
    }
  }

  private static boolean holds(ScanText text, int from, int to, String word) {
    for (int i = from; i + word.length() <= to; i++) {
      if (stands(text, i, word)) {
        return true;
      }
    }
    return false;
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
