package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.ScanText;

/** Short texts that are secrets by the JSON key that they stand under. Thread-safe. */
final class KeyedSecrets implements EndDetector {
  private final GenericSecret secret;
  private final GenericPassword password;
  private final PinNumber pin;
  private final int slot;

  KeyedSecrets(GenericSecret secret, GenericPassword password, PinNumber pin, int slot) {
    this.secret = secret;
    this.password = password;
    this.pin = pin;
    this.slot = slot;
  }

  @Override
  public void end(ScanText text) {
    if (!KeyedText.isKeyed(text)) {
      return;
    }
    int from = text.from();
    int to = text.to();
    if (KeyedText.blank(text, from, to) < to) {
      password.phrase(text, from, to);
      secret.groups(text, from, to);
    }
    int start = KeyedText.secret(text);
    if (start < 0) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    if (start == from) {
      password.whole(text, span, from, to);
      pin.whole(text, from, to);
    }
    secret.whole(text, span, start);
  }
}
