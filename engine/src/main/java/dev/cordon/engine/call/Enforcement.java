package dev.cordon.engine.call;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.head.UnsentHeaders;
import dev.cordon.engine.hidden.HiddenTexts;
import dev.cordon.engine.hidden.IncomingTexts;
import dev.cordon.engine.instruction.InstructionTexts;
import dev.cordon.engine.mark.MarkedTexts;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.OriginRules;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.AnswerTransform;
import dev.cordon.engine.wire.WireFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a policy's decisions in one {@link dev.cordon.engine.policy.Mode}: whether they
 * are carried out or only recorded is asked here and nowhere else. Stateless, one object a mode.
 */
abstract class Enforcement {
  private static final Enforcement ENFORCE = new Enforced();
  private static final Enforcement OBSERVE = new Observed();
  private static final Enforcement STOP = new Stopped();
  private static final Enforcement OFF = new Off();

  /** Returns the mode in force: a call keeps the one that it began with. */
  static Enforcement of(ActivePolicy active) {
    switch (active.policy.mode()) {
      case ENFORCE:
        return ENFORCE;
      case OBSERVE:
        return OBSERVE;
      case STOP:
        return STOP;
      default:
        return OFF;
    }
  }

  /** Tells whether calls are looked at. */
  boolean opensCalls() {
    return true;
  }

  /** Returns how records name the mode. */
  abstract String recordedAs();

  /** Tells whether findings are only counted: nothing is replaced, nothing has to be restored. */
  abstract boolean isDryRun();

  /**
   * Returns what looks for threats in a request's texts beside another visitor; {@link
   * IncomingTexts#end} it and give it back afterwards where nothing marks texts.
   *
   * @param marked marks texts; null where that can't be done
   */
  final IncomingTexts incomingTexts(
      ActivePolicy active,
      TextVisitor beside,
      ExchangeRecord record,
      @Nullable MarkedTexts marked) {
    IncomingTexts idle = marked == null ? active.incoming.take() : null;
    if (idle != null) {
      idle.begin(beside, record);
      return idle;
    }
    OriginRules origins = active.policy.origins();
    TextVisitor inner =
        origins.looksForInstructions()
            ? new InstructionTexts(origins, beside, record, isDryRun(), marked)
            : beside;
    return new HiddenTexts(origins, inner, record, isDryRun());
  }

  /**
   * Returns what is sent, or handed on.
   *
   * @param changed what policy makes of it
   * @param original what the other side made
   */
  abstract <T> T of(T changed, T original);

  /** Returns why an observer lets no call out, or null. */
  abstract @Nullable String objection(Observers observers);

  /** Records why a request must not be sent. Returns true when it is refused, false to send it. */
  final boolean refuses(Refusal why, ExchangeRecord record) {
    record.rule(why.rule());
    return denies(record);
  }

  abstract boolean denies(ExchangeRecord record);

  /** Records that a request is sent which could not be judged. */
  abstract void unjudged(ExchangeRecord record);

  /**
   * Records what was decided of a request that is sent.
   *
   * @param decision the decision where it is carried out
   * @param findings how many findings are replaced, or would be
   */
  abstract void judged(ExchangeRecord record, Decision decision, int findings);

  /** Tells whether a call is refused that the engine fails to judge. */
  abstract boolean refusesOnFault(Policy policy);

  /** Returns the headers to take out of a request, each with an empty value. */
  abstract Map<String, String> removals(UnsentHeaders unsent, HeaderSource headers);

  /**
   * Returns the last changes to the headers of a request.
   *
   * @see dev.cordon.engine.head.LeavingHeaders#edits
   */
  abstract Map<String, String> leaving(
      ActivePolicy active,
      @Nullable String vendor,
      @Nullable CallerRule caller,
      RequestHead head,
      HeaderSource judged,
      Map<String, String> edited);

  /** Begins an answer. */
  abstract AnswerTransform answer(
      WireFormat format,
      int status,
      HeaderSource headers,
      Restorer restorer,
      @Nullable TextVisitor outputScan,
      ExchangeRecord record);
}
