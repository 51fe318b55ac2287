package dev.cordon.engine.call;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.canary.Canaries;
import dev.cordon.engine.canary.CanaryHits;
import dev.cordon.engine.canary.CanaryKind;
import dev.cordon.engine.canary.CanarySearch;
import dev.cordon.engine.output.CoveringGuard;
import dev.cordon.engine.policy.CanaryAction;
import dev.cordon.engine.policy.CanaryRules;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.LastWord;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks for canaries in an answer's texts before another restorer sees them, and takes them out
 * where policy says so. Serves one answer; not thread-safe.
 */
final class CanaryGuard extends CoveringGuard {
  private final ExchangeRecord record;
  private final CanarySearch search;
  private final List<CanaryKind> kinds = new ArrayList<>(1);
  private final CanaryHits hits = this::found;
  private final Restorer inner;
  private final @Nullable CallCanary own;

  /**
   * Whether the text is a system prompt that the vendor gives back, where prompts' marks belong.
   */
  private boolean isPrompt;

  private CanaryGuard(
      Restorer inner,
      CanaryAction action,
      Canaries canaries,
      @Nullable CallCanary own,
      ExchangeRecord record) {
    super(inner, action, "canaries.answer");
    this.inner = inner;
    this.own = own;
    this.record = record;
    this.search = new CanarySearch(canaries);
  }

  /**
   * Returns what guards an answer.
   *
   * @param rules the policy's; null for none
   * @param own the call's own canary; null for none
   * @return the very guard when there are no canaries
   */
  static Restorer of(
      Restorer inner,
      @Nullable CanaryRules rules,
      @Nullable CallCanary own,
      ExchangeRecord record) {
    if (rules == null) {
      return inner;
    }
    Canaries canaries = own == null ? rules.canaries() : rules.canaries().and(own.canaries);
    return canaries.size() == 0
        ? inner
        : new CanaryGuard(inner, rules.answer(), canaries, own, record);
  }

  /** OpenAI gives back a call's instructions: without our canary behind them, and no alarm. */
  @Override
  public int restore(byte[] text, int from, int to, boolean last, TextMemory memory, Edits edits) {
    isPrompt = memory.kind() == TextKind.SYSTEM;
    CallCanary placed = own;
    if (!isPrompt || placed == null) {
      return super.restore(text, from, to, last, memory, edits);
    }
    int end = Math.max(from, to - placed.text.length);
    if (!last) {
      return super.restore(text, from, end, false, memory, edits);
    }
    if (!placed.isAt(text, end, to)) {
      return super.restore(text, from, to, true, memory, edits);
    }
    super.restore(text, from, end, true, memory, edits);
    if (inner.stopped() == null) {
      memory.countOther();
      edits.add(end, to, NOTHING);
    }
    return to;
  }

  @Override
  protected int find(byte[] text, int from, int to, boolean last, TextMemory memory) {
    kinds.clear();
    int hold = search.find(text, from, to, last, hits);
    // Whoever looks into the answer behind this wants words whole.
    return hold < to ? LastWord.start(text, lastEnd(from), hold) : hold;
  }

  private void found(CanaryKind kind, int from, int to) {
    if (!isPrompt || kind != CanaryKind.PROMPT) {
      kinds.add(kind);
      found(from, to);
    }
  }

  @Override
  protected void count(int index, CanaryAction what, TextMemory memory) {
    Threat threat =
        kinds.get(index) == CanaryKind.PROMPT
            ? Threat.PROMPT_CANARY_ANSWERED
            : Threat.CANARY_ANSWERED;
    String origin = memory.kind() == TextKind.TOOL_CALL ? "tool_call" : "assistant";
    record.countThreat(threat, origin, what.name().toLowerCase(Locale.ROOT));
  }
}
