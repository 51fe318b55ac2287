package dev.cordon.engine.output;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.policy.CanaryAction;
import dev.cordon.engine.policy.OutputRules;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextMemory;
import java.util.Locale;

/**
 * Looks for a policy's patterns in an answer's texts as the model wrote them. Of a stream so much
 * is held back as a match may be long, so that it makes no difference where the stream is cut:
 * patterns can't be asked whether a text may be the beginning of a match.
 */
final class PatternGuard extends CoveringGuard {
  /** What is remembered of the text before, for word boundaries and lines' beginnings. */
  private static final int BEFORE = 8;

  private final Pattern pattern;
  private final ExchangeRecord record;

  PatternGuard(Restorer inner, Pattern pattern, CanaryAction action, ExchangeRecord record) {
    super(inner, action, "output.deny_patterns");
    this.pattern = pattern;
    this.record = record;
  }

  @Override
  protected int find(byte[] text, int from, int to, boolean last, TextMemory memory) {
    if (!memory.kind().isWritten()) {
      return to; // what the application said, given back
    }
    int hold = last ? to : start(text, from, Math.max(from, to - OutputRules.LONGEST_MATCH));
    int before = 0;
    while (before < BEFORE && memory.before(before + 1) != 0) {
      before++;
    }
    byte[] own = new byte[before + to - from];
    for (int i = 0; i < before; i++) {
      own[i] = memory.before(before - i);
    }
    System.arraycopy(text, from, own, before, to - from);
    int shift = from - before;
    Matcher matcher = pattern.matcher(own);
    for (int at = before; at < own.length && matcher.find(at); ) {
      int start = matcher.start() + shift;
      int end = matcher.end() + shift;
      at = Math.max(matcher.end(), at + 1);
      if (start >= hold && !last) {
        break; // it may be a longer one
      }
      if (end > start) { // such as a word boundary alone
        found(start, end);
        hold = Math.max(hold, end);
      }
    }
    return hold;
  }

  /** Returns where the character begins that a byte belongs to. */
  private static int start(byte[] text, int from, int at) {
    int start = at;
    while (start > from && start < text.length && (text[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }

  @Override
  protected void count(int index, CanaryAction what, TextMemory memory) {
    record.countThreat(
        Threat.DENIED_PATTERN, Guards.origin(memory), what.name().toLowerCase(Locale.ROOT));
  }
}
