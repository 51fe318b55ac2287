package dev.cordon.engine.hidden;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.policy.HiddenAction;
import dev.cordon.engine.policy.OriginRules;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks for hidden text in a request's texts beside another visitor, and does what policy says for
 * who wrote them. Serves one call; not thread-safe.
 */
public final class HiddenTexts implements TextVisitor {
  private static final byte[] NOTHING = {};

  private final OriginRules rules;
  private final TextVisitor inner;
  private final ExchangeRecord record;
  private final boolean dry;
  private final HiddenText finder = new HiddenText();
  private final HiddenSpans spans = this::hidden;
  private Origin origin = Origin.USER;
  private @Nullable Edits found;
  private @Nullable Edits stripped;
  private @Nullable Refusal refusal;
  private boolean again;

  /**
   * Makes a visitor.
   *
   * @param inner sees every text as well
   * @param record counts
   * @param dry true to change nothing
   */
  public HiddenTexts(OriginRules rules, TextVisitor inner, ExchangeRecord record, boolean dry) {
    this.rules = rules;
    this.inner = inner;
    this.record = record;
    this.dry = dry;
  }

  /** Returns why the request is refused, or null. */
  public @Nullable Refusal refusal() {
    return refusal;
  }

  /** Goes on after a part of the request was refused. */
  public void forgetRefusal() {
    refusal = null;
  }

  /** Shows the same request again: it has been counted. */
  public void again() {
    again = true;
  }

  @Override
  public void from(Origin newOrigin) {
    origin = newOrigin;
    inner.from(newOrigin);
  }

  @Override
  public void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {
    stripped = null;
    finder.find(text, from, to, spans);
    Edits strip = stripped;
    if (strip == null) {
      inner.visit(text, from, to, key, kind, edits);
      return;
    }
    Edits others = found;
    if (others == null) {
      others = found = new Edits();
    }
    others.clear();
    inner.visit(text, from, to, key, kind, others);
    merge(others, strip, edits);
  }

  /** What the other visitor replaces is gone whole: nothing has to be stripped there. */
  private static void merge(Edits others, Edits strip, Edits edits) {
    int next = 0;
    for (int i = 0; i < strip.size(); i++) {
      while (next < others.size() && others.start(next) < strip.end(i)) {
        edits.add(others.start(next), others.end(next), others.replacement(next));
        next++;
      }
      if (next == 0 || others.end(next - 1) <= strip.start(i)) {
        edits.add(strip.start(i), strip.end(i), NOTHING);
      }
    }
    for (; next < others.size(); next++) {
      edits.add(others.start(next), others.end(next), others.replacement(next));
    }
  }

  private void hidden(Threat threat, int from, int to) {
    HiddenAction action = rules.hidden(origin);
    if (!again) {
      record.countThreat(threat, origin.id(), action.name().toLowerCase(Locale.ROOT));
    }
    if (action == HiddenAction.BLOCK && refusal == null) {
      refusal = Refusal.hidden(threat.id(), origin.id());
    }
    if (action == HiddenAction.STRIP && !dry) {
      Edits strip = stripped;
      if (strip == null) {
        strip = stripped = new Edits();
      }
      strip.add(from, to, NOTHING);
    }
  }
}
