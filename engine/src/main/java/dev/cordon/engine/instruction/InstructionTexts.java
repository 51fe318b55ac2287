package dev.cordon.engine.instruction;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.hidden.IncomingTexts;
import dev.cordon.engine.mark.MarkedTexts;
import dev.cordon.engine.policy.InstructionAction;
import dev.cordon.engine.policy.OriginRules;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.text.JoinedText;
import dev.cordon.engine.text.TextVisitor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks for commands to a model in those of a request's texts for whose writers policy wants it,
 * beside another visitor, and does what policy says. Serves one call; not thread-safe.
 */
public final class InstructionTexts extends IncomingTexts {
  private final OriginRules rules;
  private final @Nullable MarkedTexts marked;
  private final InstructionSpans spans = this::instruction;
  private @Nullable InstructionFinder finder;

  /** The parts of the text to take out: begin times 2^32, and end. */
  private long[] parts = new long[0];

  private int count;

  /** Whether something was found in the text. */
  private boolean found;

  /** What is being read in the text's place; null where it is the text itself. */
  private @Nullable JoinedText reading;

  /**
   * Makes a visitor.
   *
   * @param inner sees every text as well
   * @param record counts
   * @param dry true to change nothing
   * @param marked marks texts; null where that can't be done
   */
  public InstructionTexts(
      OriginRules rules,
      TextVisitor inner,
      ExchangeRecord record,
      boolean dry,
      @Nullable MarkedTexts marked) {
    super(inner, record, dry);
    this.rules = rules;
    this.marked = marked;
  }

  @Override
  protected void look(byte[] text, int from, int to) {
    if (!rules.looksForInstructions(origin)) {
      return;
    }
    count = 0;
    InstructionFinder made = finder;
    if (made == null) {
      made = finder = new InstructionFinder();
    }
    found = false;
    made.find(text, from, to, spans);
    JoinedText reads = joined();
    if (reads != null && !found) {
      reading = reads;
      made.find(reads.bytes(), 0, reads.bytes().length, spans);
      reading = null;
    }
    if (count > 0) {
      stripParts();
    }
  }

  @Override
  protected void forget() {
    reading = null;
    InstructionFinder made = finder;
    if (made != null) {
      made.forget();
    }
  }

  private void instruction(Threat threat, int points, int from, int to) {
    found = true;
    boolean strong = points >= Score.STRONG;
    InstructionAction action = rules.instructions(origin, strong);
    if (action == InstructionAction.OFF) {
      return;
    }
    if (action == InstructionAction.MARK) {
      if (marked != null) {
        marked.want(threat);
        return;
      }
      action = InstructionAction.REPORT;
    }
    boolean blocks = action == InstructionAction.BLOCK;
    threat(threat, action, blocks ? Refusal.instructions(threat.id(), origin.id()) : null);
    if (action == InstructionAction.STRIP) {
      if (count == parts.length) {
        parts = Arrays.copyOf(parts, Math.max(4, count * 2));
      }
      JoinedText reads = reading;
      int first = reads == null ? from : reads.start(from);
      int last = reads == null ? to : reads.end(to);
      parts[count++] = (long) first << 32 | last;
    }
  }

  /** Takes the parts out in order, those that overlap as one. */
  private void stripParts() {
    Arrays.sort(parts, 0, count);
    int from = (int) (parts[0] >>> 32);
    int to = (int) parts[0];
    for (int i = 1; i < count; i++) {
      int next = (int) (parts[i] >>> 32);
      if (next > to) {
        strip(from, to, NOTHING);
        from = next;
        to = (int) parts[i];
      }
      to = Math.max(to, (int) parts[i]);
    }
    strip(from, to, NOTHING);
  }
}
