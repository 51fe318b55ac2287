package dev.cordon.engine.hidden;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.policy.HiddenAction;
import dev.cordon.engine.policy.OriginRules;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.text.TextVisitor;

/**
 * Looks for hidden text in a request's texts beside another visitor, and does what policy says for
 * who wrote them. Serves one call; not thread-safe.
 */
public final class HiddenTexts extends IncomingTexts {
  private final OriginRules rules;
  private final HiddenText finder = new HiddenText();
  private final HiddenSpans spans = this::hidden;
  private byte[] text = {};

  /**
   * Makes a visitor.
   *
   * @param inner sees every text as well
   * @param record counts
   * @param dry true to change nothing
   */
  public HiddenTexts(OriginRules rules, TextVisitor inner, ExchangeRecord record, boolean dry) {
    super(inner, record, dry);
    this.rules = rules;
  }

  @Override
  protected void look(byte[] newText, int from, int to) {
    text = newText;
    finder.find(text, from, to, spans);
    text = NOTHING;
  }

  private void hidden(Threat threat, int from, int to) {
    HiddenAction action = rules.hidden(origin);
    boolean blocks = action == HiddenAction.BLOCK;
    threat(threat, action, blocks ? Refusal.hidden(threat.id(), origin.id()) : null);
    boolean shows = threat == Threat.MIXED_LETTERS;
    if (action == HiddenAction.STRIP) {
      strip(from, to, shows ? finder.plain(text, from, to) : NOTHING);
    } else if (!shows) {
      leave(from, to);
    }
  }
}
