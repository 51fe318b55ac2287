package dev.cordon.engine.call;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.limit.Limits;
import dev.cordon.engine.limit.Reservation;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.UserRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What policy lets one call use. Used by one thread at a time. */
final class LimitCheck implements Reservation.Usage {
  /** Roughly what a token is in English; others have fewer bytes a token in most vocabularies. */
  private static final int BYTES_A_TOKEN = 4;

  private static final String MAX_TOKENS = "gen_ai.request.max_tokens";

  private final Policy policy;
  private final CallerSource source;
  private final ExchangeRecord record;
  private final Reservation reservation;

  /**
   * Makes a check.
   *
   * @param holder the call
   */
  LimitCheck(
      Policy policy, CallerSource source, ExchangeRecord record, Limits limits, Object holder) {
    this.policy = policy;
    this.source = source;
    this.record = record;
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
    for (LimitRule rule : policy.limits()) {
      long wait = reservation.add(rule, value(rule, body), estimate(rule.of(), bytes));
      if (wait > 0 && rule.over() == LimitRule.Over.REFUSE) {
        giveBack();
        return Refusal.limit(rule.key(), message(rule), wait);
      }
      if (wait > 0) {
        record.rule(rule.key());
      }
    }
    return null;
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
      default:
        return reserved;
    }
  }

  private long estimate(LimitRule.Of of, long bytes) {
    Object most = record.attributes().get(MAX_TOKENS);
    long out = most instanceof Long ? Math.max(0, (Long) most) : 0;
    long in = (bytes + BYTES_A_TOKEN - 1) / BYTES_A_TOKEN;
    switch (of) {
      case BYTES:
        return bytes;
      case INPUT_TOKENS:
        return in;
      case OUTPUT_TOKENS:
        return out;
      case TOKENS:
        return in + out;
      default:
        return 1;
    }
  }

  private String value(LimitRule rule, byte[] body) {
    if (rule.per().isEmpty()) {
      return "";
    }
    StringBuilder value = new StringBuilder();
    for (LimitRule.Per per : rule.per()) {
      String part = value(per, body);
      value.append(part == null ? "" : part).append('\n');
    }
    return value.toString();
  }

  private @Nullable String value(LimitRule.Per per, byte[] body) {
    switch (per) {
      case CALLER:
        return record.callerRule() == null ? className() : record.callerRule();
      case USER:
        UserRules users = policy.users();
        return users == null ? null : source.user(users, record.head(), body);
      case KEY:
        String key = source.apiKey(record.head());
        return key == null ? null : Policy.hashOf(key);
      case VENDOR:
        return record.vendor();
      case MODEL:
        return record.requestModel();
      default:
        return source.service();
    }
  }

  private @Nullable String className() {
    String site = record.caller() == null ? source.site() : record.caller();
    record.caller(site);
    return site == null ? null : site.substring(0, Math.max(0, site.lastIndexOf('.')));
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
