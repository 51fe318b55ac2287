package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.ScanText;
import java.util.List;

/** Short texts that are secrets by the JSON key that they stand under. Thread-safe. */
final class KeyedSecrets implements EndDetector {
  private static final int LONGEST = 2048;

  private final LabelledSecret[] labelled;
  private final GenericSecret secret;
  private final GenericPassword password;
  private final PinNumber pin;
  private final int slot;

  KeyedSecrets(
      List<LabelledSecret> labelled,
      GenericSecret secret,
      GenericPassword password,
      PinNumber pin,
      int slot) {
    this.labelled = labelled.toArray(new LabelledSecret[0]);
    this.secret = secret;
    this.password = password;
    this.pin = pin;
    this.slot = slot;
  }

  @Override
  public void end(ScanText text) {
    int from = text.from();
    int to = text.to();
    if (text.key().isEmpty() || to - from < 4 || to - from > LONGEST) {
      return;
    }
    int blank = blank(text, from, to);
    if (blank < to) {
      password.phrase(text, from, to);
    }
    int scheme = blank - from;
    if (blank < to && (scheme < 5 || scheme > 6 || text.at(blank) != ' ')) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    if (blank == to) {
      password.whole(text, span, from, to);
      pin.whole(text, from, to);
    } else if (blank(text, blank + 1, to) < to) {
      return;
    }
    int start = blank == to ? from : blank + 1;
    for (LabelledSecret detector : labelled) {
      detector.whole(text, span, start);
    }
    secret.whole(text, span, start);
  }

  private static int blank(ScanText text, int from, int to) {
    int i = from;
    while (i < to && !Ascii.isBlank(text.at(i))) {
      i++;
    }
    return i;
  }
}
