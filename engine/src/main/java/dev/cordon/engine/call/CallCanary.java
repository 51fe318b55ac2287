package dev.cordon.engine.call;

import dev.cordon.engine.canary.Canaries;
import dev.cordon.engine.canary.CanaryCode;
import dev.cordon.engine.canary.CanaryKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The canary of one call, which stands in its system prompt and nowhere else. Immutable. */
final class CallCanary {
  /** What the system prompt gets at its end, in ASCII. */
  final byte[] text;

  /** The canary alone. */
  final Canaries canaries;

  CallCanary() {
    String code = CanaryCode.make();
    Canaries.Builder one = Canaries.builder();
    one.add(code, CanaryKind.PROMPT);
    this.canaries = one.build();
    this.text = ("\n\n(Ref. " + code + ")").getBytes(StandardCharsets.US_ASCII);
  }

  /** Tells whether a part of a text is what the system prompt got. */
  boolean isAt(byte[] in, int from, int to) {
    if (to - from != text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (in[from + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns a text without the canary at its end. */
  byte[] without(byte[] marked) {
    int rest = Math.max(0, marked.length - text.length);
    return isAt(marked, rest, marked.length) ? Arrays.copyOf(marked, rest) : marked;
  }
}
