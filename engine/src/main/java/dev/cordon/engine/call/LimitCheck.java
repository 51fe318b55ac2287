package dev.cordon.engine.call;

import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.facts.Price;
import dev.cordon.engine.limit.Limits;
import dev.cordon.engine.limit.Reservation;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What policy lets one call use. Used by one thread at a time. */
final class LimitCheck implements Reservation.Usage {
  /** Roughly what a token is in English; others have fewer bytes a token in most vocabularies. */
  private static final int BYTES_A_TOKEN = 4;

  private static final String MAX_TOKENS = "gen_ai.request.max_tokens";

  private static final String STORE = "limits.on_store_failure";

  /** When a store may be back. */
  private static final int STORE_SECONDS = 5;

  private final Policy policy;
  private final ExchangeRecord record;
  private final Lifted lifted;
  private final ActivePolicy active;
  private final CallerSource source;
  private final Limits limits;
  private final Reservation reservation;

  /**
   * Makes a check.
   *
   * @param holder the call
   */
  LimitCheck(
      ActivePolicy active,
      CallerSource source,
      ExchangeRecord record,
      Lifted lifted,
      Limits limits,
      Object holder) {
    this.policy = active.policy;
    this.active = active;
    this.source = source;
    this.record = record;
    this.lifted = lifted;
    this.limits = limits;
    this.reservation = new Reservation(limits, holder);
  }

  /**
   * Reserves what the call will use, under all limits or none.
   *
   * @param body the request's body before it was redacted
   * @param bytes how many bytes are sent
   * @return why the call must not be sent, or null
   */
  @Nullable Refusal reserve(byte[] body, long bytes) {
    LimitKeys keys = new LimitKeys(active, source, record, body);
    boolean charged = CallCost.isCharged(record);
    boolean asked = false;
    Price price = null;
    long in = (bytes + BYTES_A_TOKEN - 1) / BYTES_A_TOKEN;
    long out = mostTokens();
    for (LimitRule rule : policy.limits()) {
      if (rule.of() == LimitRule.Of.MONEY) {
        if (!asked) {
          price = CallCost.asked(record, policy.prices());
          asked = true;
        }
        if (!charged || (price != null && price.isFree())) {
          continue;
        }
        if (price == null) {
          if (rule.over() == LimitRule.Over.REFUSE && !lifted.lifts(rule.key(), model())) {
            giveBack();
            return new Refusal(rule.key(), unpriced(rule));
          }
          record.rule(rule.key());
          continue;
        }
      }
      Refusal why = reserve(rule, keys.of(rule), estimate(rule.of(), bytes, in, out, price));
      if (why != null) {
        giveBack();
        return why;
      }
    }
    return null;
  }

  private @Nullable Refusal reserve(LimitRule rule, List<LimitKey> keys, long amount) {
    for (LimitKey key : keys) {
      long wait = reservation.add(rule, key.row(limits, rule.shape()), key.value(), key, amount);
      if (wait == 0) {
        continue;
      }
      if (rule.over() == LimitRule.Over.REFUSE && !lifted.lifts(rule.key(), model())) {
        return wait == Reservation.NO_STORE
            ? Refusal.limit(STORE, unreachable(rule), STORE_SECONDS)
            : Refusal.limit(rule.key(), message(rule), wait);
      }
      record.rule(wait == Reservation.NO_STORE ? STORE : rule.key());
    }
    return null;
  }

  private static String unreachable(LimitRule rule) {
    return "The policy's limit "
        + rule.name()
        + " is counted in a store that can't be reached at present, and the policy is"
        + " limits.on_store_failure: block.";
  }

  /** Gives back what was reserved for a call that is not sent. */
  void giveBack() {
    reservation.settle((of, reserved) -> 0);
  }

  /** Settles what was reserved, when the call has ended. */
  void settle() {
    if (record.decision() == Decision.DENY) {
      giveBack();
    } else {
      reservation.settle(this);
    }
  }

  /** Vendors don't charge for errors; what nobody tells is taken for what was reserved. */
  @Override
  public long used(LimitRule.Of of, long reserved) {
    boolean failed = record.status() >= 400;
    long in = record.inputTokens();
    long out = record.outputTokens();
    switch (of) {
      case INPUT_TOKENS:
        return in >= 0 ? in : failed ? 0 : reserved;
      case OUTPUT_TOKENS:
        return out >= 0 ? out : failed ? 0 : reserved;
      case TOKENS:
        return in >= 0 || out >= 0 ? Math.max(0, in) + Math.max(0, out) : failed ? 0 : reserved;
      case MONEY:
        long nanos = record.costNanos();
        return nanos >= 0 ? millionths(nanos) : failed ? 0 : reserved;
      default:
        return reserved;
    }
  }

  /** Returns billionths as millionths, rounded up. */
  private static long millionths(long nanos) {
    return nanos / 1000 + (nanos % 1000 == 0 ? 0 : 1);
  }

  private long mostTokens() {
    Object most = record.attributes().get(MAX_TOKENS);
    return most instanceof Long ? Math.max(0, (Long) most) : 0;
  }

  private static long estimate(
      LimitRule.Of of, long bytes, long in, long out, @Nullable Price price) {
    switch (of) {
      case BYTES:
        return bytes;
      case INPUT_TOKENS:
        return in;
      case OUTPUT_TOKENS:
        return out;
      case TOKENS:
        return in + out;
      case MONEY:
        return price == null ? 0 : millionths(price.estimate(in, out));
      default:
        return 1;
    }
  }

  /** A call that names no model is none that an exception for some models is for. */
  private String model() {
    String model = record.requestModel();
    return model == null ? "" : model;
  }

  /** The name of the model is the application's own text, and is not repeated. */
  private String unpriced(LimitRule rule) {
    return "The policy's limit "
        + rule.name()
        + " ("
        + rule.text()
        + ") counts money, and nobody says what the model that this call asks for costs. Say it in"
        + " vendors.prices."
        + (record.vendor() == null ? Policy.UNKNOWN_VENDOR : record.vendor())
        + ".";
  }

  private static String message(LimitRule rule) {
    StringBuilder text = new StringBuilder("The policy's limit ").append(rule.name());
    text.append(" (").append(rule.text());
    for (LimitRule.Per per : rule.per()) {
      text.append(", per ").append(per.name().toLowerCase(Locale.ROOT));
    }
    return text.append(") is used up.").toString();
  }
}
