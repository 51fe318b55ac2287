package dev.cordon.engine.call;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.CallerFacts;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.CallerRules;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.UserRules;
import org.jspecify.annotations.Nullable;

/** What policy says about the caller of one call. Used by one thread at a time. */
final class CallerCheck implements CallerFacts {
  private static final String DEFAULT = "callers.default";
  private static final byte[] NOTHING = {};

  private final CallerRules rules;
  private final CallerSource source;
  private final ExchangeRecord record;
  private @Nullable CallerMark mark;
  private @Nullable CallerRule rule;
  private byte[] body = NOTHING;

  CallerCheck(CallerRules rules, CallerSource source, ExchangeRecord record) {
    this.rules = rules;
    this.source = source;
    this.record = record;
  }

  /** Keeps what was found where the call was made; null when nobody looked. */
  void mark(@Nullable CallerMark found) {
    mark = found;
  }

  /**
   * Finds the rule.
   *
   * @param judged the request's body before it is redacted; empty when there is none
   */
  void identify(byte[] judged) {
    body = judged;
    rule = rules.find(this);
    body = NOTHING;
    if (rule != null) {
      record.callerRule(rule.name());
      record.labels(rule.labels());
    }
  }

  /** Returns the rule; null when none names the caller. */
  @Nullable CallerRule rule() {
    return rule;
  }

  /**
   * Returns why the caller must not make a call, whatever it says; null when it may.
   *
   * @param vendor who receives it, null when not in the catalogue
   * @param lifted what exceptions lift
   */
  @Nullable Refusal objection(@Nullable String vendor, Lifted lifted) {
    CallerRule known = rule;
    if (known == null) {
      return rules.deniesOthers() && !lifted.lifts(DEFAULT, null)
          ? Refusal.unnamedCaller(record.caller())
          : null;
    }
    String denial = known.vendorDenial(vendor, lifted);
    if (denial != null) {
      return Refusal.caller(denial, known, vendor == null ? "hosts of unknown vendors" : vendor);
    }
    denial = known.operationDenial(record.operation(), lifted);
    return denial == null
        ? null
        : Refusal.caller(denial, known, "the operation " + record.operation());
  }

  @Override
  public @Nullable String site() {
    String site = record.caller();
    if (site == null && mark == null) {
      site = source.site();
      record.caller(site);
    }
    return site;
  }

  @Override
  public String service() {
    return source.service();
  }

  @Override
  public @Nullable String user(UserRules from) {
    return source.user(from, record.head(), body);
  }

  @Override
  public @Nullable String path() {
    CallerMark found = mark;
    return found == null ? source.path(record.head().library().loader()) : found.path();
  }

  @Override
  public @Nullable String apiKey() {
    return source.apiKey(record.head());
  }

  @Override
  public String fingerprint(String key, TokenKey secret) {
    return source.fingerprint(key, secret);
  }
}
