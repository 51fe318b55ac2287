package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.canary.CanaryHits;
import dev.cordon.engine.canary.CanaryKind;
import dev.cordon.engine.canary.CanarySearch;
import dev.cordon.engine.policy.CanaryAction;
import dev.cordon.engine.policy.CanaryRules;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.JoinedText;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.SystemPrompt;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.text.WrappedVisitor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Looks for canaries in a request's texts beside another visitor, and puts the call's own one into
 * its system prompt where policy says so. Serves one call; not thread-safe.
 */
final class CanaryTexts extends WrappedVisitor {
  private final CanaryRules rules;
  private final ExchangeRecord record;
  private final CanarySearch search;
  private final CanaryHits hits = this::found;
  private final @Nullable CallCanary own;
  private @Nullable Refusal refusal;
  private @Nullable JoinedText joined;
  private boolean holds;
  private boolean placed;
  private boolean again;

  private CanaryTexts(CanaryRules rules, TextVisitor inner, ExchangeRecord record, boolean dry) {
    super(inner);
    this.rules = rules;
    this.record = record;
    this.search = new CanarySearch(rules.canaries());
    this.own = rules.perCall() && !dry ? new CallCanary() : null;
  }

  /**
   * Returns a visitor; null when policy has no canaries.
   *
   * @param inner sees every text as well
   * @param record counts
   * @param dry true to change nothing
   */
  static @Nullable CanaryTexts of(
      Policy policy, TextVisitor inner, ExchangeRecord record, boolean dry) {
    CanaryRules rules = policy.canaries();
    return rules == null ? null : new CanaryTexts(rules, inner, record, dry);
  }

  /** Returns why the request is refused, or null. */
  @Nullable Refusal refusal() {
    return refusal;
  }

  /** Goes on after a part of the request was refused. */
  void forgetRefusal() {
    refusal = null;
  }

  /** Shows the same request again: it has been counted. */
  void again() {
    again = true;
    placed = false;
  }

  /** Begins another message of the same call. */
  void next() {
    placed = false;
  }

  /** Returns the canary that system prompts get; null for none. */
  @Nullable CallCanary own() {
    return own;
  }

  /** Returns the canary that the system prompt got; null when it got none. */
  @Nullable CallCanary placed() {
    return placed ? own : null;
  }

  /** Looks into what a request's head says. */
  void head(RequestHead head) {
    origin = Origin.USER;
    look(head.path());
    look(head.query());
    head.headers().forEach((name, value) -> look(value));
  }

  private void look(@Nullable String text) {
    if (text != null) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      search.find(bytes, 0, bytes.length, true, hits);
    }
  }

  @Override
  public void joined(JoinedText next) {
    joined = next;
    inner.joined(next);
  }

  @Override
  public void aside(byte[] text, int from, int to) {
    Origin before = origin;
    origin = Origin.USER; // no system prompt stands there
    search.find(text, from, to, true, hits);
    origin = before;
    inner.aside(text, from, to);
  }

  @Override
  public void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {
    JoinedText reads = joined;
    joined = null;
    holds = false;
    search.find(text, from, to, true, hits);
    if (reads != null && !holds) {
      search.find(reads.bytes(), 0, reads.bytes().length, true, hits);
    }
    inner.visit(text, from, to, key, kind, edits);
    if (own != null && !placed && SystemPrompt.is(origin, text, from, to, kind)) {
      edits.add(to, to, own.text);
      placed = true;
    }
  }

  private void found(CanaryKind kind, int from, int to) {
    holds = true;
    boolean prompt = kind == CanaryKind.PROMPT;
    if (prompt && SystemPrompt.isSystem(origin)) {
      return; // where it belongs
    }
    boolean block = !prompt && rules.request() == CanaryAction.BLOCK;
    if (!again) {
      Threat threat = prompt ? Threat.PROMPT_CANARY_SENT : Threat.CANARY_SENT;
      record.countThreat(threat, origin.id(), block ? "block" : "report");
    }
    if (block && refusal == null) {
      refusal = Refusal.canary(origin.id());
    }
  }
}
