package dev.cordon.engine.output;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.language.LanguageTally;
import dev.cordon.engine.policy.CanaryAction;
import dev.cordon.engine.policy.OutputRules;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextMemory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ends an answer where one of its texts is longer than policy allows, and tells whether it is in a
 * language that policy names. Serves one answer; not thread-safe.
 */
final class MeasureGuard implements Restorer {
  private static final String LENGTH = "output.max_length";
  private static final String LANGUAGE = "output.language";

  private final Restorer inner;
  private final OutputRules rules;
  private final ExchangeRecord record;
  private final LanguageTally tally;
  private boolean told;

  MeasureGuard(Restorer inner, OutputRules rules, ExchangeRecord record) {
    this.inner = inner;
    this.rules = rules;
    this.record = record;
    this.tally = new LanguageTally(rules.languages());
  }

  @Override
  public boolean isEmpty() {
    return rules.maxLength() == 0
        && rules.languageAction() == CanaryAction.REPORT
        && inner.isEmpty();
  }

  @Override
  public @Nullable String stopped() {
    return inner.stopped();
  }

  @Override
  public void withhold(String by) {
    inner.withhold(by);
  }

  @Override
  public void ended() {
    tally.end();
    if (tally.isOther() && !told) {
      told = true;
      record.countThreat(Threat.OTHER_LANGUAGE, "assistant", "report"); // it has gone
    }
    inner.ended();
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
    return restore(text, from, to, last, new TextMemory(), edits);
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, TextMemory memory, Edits edits) {
    if (inner.stopped() != null || !memory.kind().isWritten()) {
      return inner.restore(text, from, to, last, memory, edits);
    }
    int limit = limit(text, from, to, memory);
    if (limit < to) {
      inner.restore(text, from, limit, true, memory, edits);
      end(LENGTH, Threat.TOO_LONG, limit, to, memory, edits);
      return to;
    }
    boolean whole = last && memory.characters() == 0;
    if (whole && isProse(memory)) {
      tally.add(text, from, to, true);
      if (tally.isOther() && tell(from, to, memory, edits)) {
        return to;
      }
    }
    int hold = inner.restore(text, from, to, last, memory, edits);
    memory.addCharacters(characters(text, from, hold));
    if (!whole && isProse(memory)) {
      tally.add(text, from, hold, last && hold == to);
      if (tally.isOther() && tell(hold, to, memory, edits)) {
        return to; // what has been read by then is gone
      }
    }
    return hold;
  }

  /** Tells of another language, once; returns whether the answer ends before it. */
  private boolean tell(int at, int to, TextMemory memory, Edits edits) {
    CanaryAction action = rules.languageAction();
    if (action == CanaryAction.BLOCK && inner.stopped() == null) {
      end(LANGUAGE, Threat.OTHER_LANGUAGE, at, to, memory, edits);
      return true;
    }
    if (!told) {
      told = true;
      count(Threat.OTHER_LANGUAGE, action, memory);
    }
    return false;
  }

  private void end(String rule, Threat threat, int at, int to, TextMemory memory, Edits edits) {
    memory.countOther();
    edits.add(at, to, ("[withheld: " + rule + "]").getBytes(StandardCharsets.US_ASCII));
    count(threat, CanaryAction.BLOCK, memory);
    told = true;
    inner.withhold(rule);
  }

  private void count(Threat threat, CanaryAction action, TextMemory memory) {
    record.countThreat(threat, Guards.origin(memory), action.name().toLowerCase(Locale.ROOT));
  }

  /** Returns where a text is as long as it may be; {@code to} when it isn't yet. */
  private int limit(byte[] text, int from, int to, TextMemory memory) {
    long left = rules.maxLength() - memory.characters();
    if (rules.maxLength() == 0 || to - from <= left) {
      return to;
    }
    for (int p = from; p < to; p++) {
      if ((text[p] & 0xC0) != 0x80 && left-- == 0) {
        return p;
      }
    }
    return to;
  }

  private static long characters(byte[] text, int from, int to) {
    long characters = 0;
    for (int p = from; p < to; p++) {
      characters += (text[p] & 0xC0) == 0x80 ? 0 : 1;
    }
    return characters;
  }

  /** Arguments of tools are data, and many models reason in another language than they answer. */
  private static boolean isProse(TextMemory memory) {
    String key = memory.key();
    return memory.kind() != TextKind.TOOL_CALL
        && !key.startsWith("reason")
        && !key.startsWith("think")
        && !key.startsWith("thought");
  }
}
