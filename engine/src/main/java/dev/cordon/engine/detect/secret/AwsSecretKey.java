package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.ScanText;

/** An AWS secret key that stands behind its access key, without any label. Thread-safe. */
final class AwsSecretKey implements LiteralDetector {
  /** Forty random characters near the identifier that goes with such a key. */
  private static final int BESIDE_ITS_ID = 92;

  private static final int ID = 20;
  private static final int LENGTH = 40;

  /** How far behind the access key the secret begins at the latest. */
  private static final int REACH = 64;

  private final DataType type;
  private final int slot;

  AwsSecretKey(DataType type, int slot) {
    this.type = type;
    this.slot = slot;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int from = start + ID;
    if (Ascii.isWord(text.at(from)) || !Ascii.isAlnum(text.at(from - 1))) {
      return;
    }
    for (int i = from; i - from < REACH && text.at(i) >= 0; i++) {
      if (isBase64(text.at(i))) {
        int run = i;
        while (run - i <= LENGTH && isBase64(text.at(run))) {
          run++;
        }
        if (run - i == LENGTH && isSecret(text, i, run)) {
          text.report(type, i, run, BESIDE_ITS_ID);
          return;
        }
        i = run;
      }
    }
  }

  private boolean isSecret(ScanText text, int from, int to) {
    SecretSpan span = SecretSpan.of(text, slot);
    span.start = from;
    span.random = from;
    span.end = to;
    boolean capital = false;
    boolean small = false;
    for (int i = from; i < to; i++) {
      capital |= Ascii.isUpper(text.at(i));
      small |= Ascii.isLower(text.at(i));
    }
    return capital
        && small
        && span.isRandom(text)
        && !span.isWords(text)
        && !span.isPlaceholder(text);
  }

  private static boolean isBase64(int b) {
    return Ascii.isAlnum(b) || b == '+' || b == '/';
  }
}
