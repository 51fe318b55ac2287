package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.ScanText;
import java.util.List;

/** Short texts that are secrets of a provider, by the JSON key that names it. Thread-safe. */
final class KeyedLabels implements EndDetector {
  private final LabelledSecret[] labelled;
  private final int slot;

  KeyedLabels(List<LabelledSecret> labelled, int slot) {
    this.labelled = labelled.toArray(new LabelledSecret[0]);
    this.slot = slot;
  }

  @Override
  public void end(ScanText text) {
    int start = KeyedText.isKeyed(text) ? KeyedText.secret(text) : -1;
    if (start < 0) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    for (LabelledSecret detector : labelled) {
      detector.whole(text, span, start);
    }
  }
}
