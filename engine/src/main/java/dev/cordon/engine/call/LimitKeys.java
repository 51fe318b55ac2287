package dev.cordon.engine.call;

import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.UserRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By what one call is counted apart; found once for all limits that count alike. Used by one thread
 * at a time.
 */
final class LimitKeys {
  /** Names users and keys where no key of the policy's does. */
  private static final TokenKey OWN = TokenKey.random();

  private final ActivePolicy active;
  private final Policy policy;
  private final CallerSource source;
  private final ExchangeRecord record;
  private final byte[] body;

  /** By shape. */
  private @Nullable List<LimitKey>[] known = none(4);

  /**
   * Makes keys.
   *
   * @param body the request's body before it was redacted
   */
  LimitKeys(ActivePolicy active, CallerSource source, ExchangeRecord record, byte[] body) {
    this.active = active;
    this.policy = active.policy;
    this.source = source;
    this.record = record;
    this.body = body;
  }

  /** Returns for whom a call is counted: one, or several where it holds several types or labels. */
  List<LimitKey> of(LimitRule rule) {
    int shape = rule.shape();
    if (shape >= known.length) {
      known = Arrays.copyOf(known, shape * 2);
    }
    List<LimitKey> keys = known[shape];
    return keys == null ? known[shape] = keys(rule.per()) : keys;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable List<LimitKey>[] none(int size) {
    return new List[size];
  }

  private List<LimitKey> keys(List<LimitRule.Per> all) {
    return all.contains(LimitRule.Per.TYPE) || all.contains(LimitRule.Per.LABEL)
        ? keysOfMany(all)
        : Collections.singletonList(key(all));
  }

  private LimitKey key(List<LimitRule.Per> all) {
    String[] values = new String[all.size()];
    StringBuilder key = new StringBuilder(64);
    for (int i = 0; i < values.length; i++) {
      String value = value(all.get(i));
      values[i] = value == null ? "" : value;
      key.append(values[i]).append('\n');
    }
    return new LimitKey(key.toString(), () -> who(all, Arrays.asList(values)));
  }

  private List<LimitKey> keysOfMany(List<LimitRule.Per> all) {
    List<List<String>> combinations = Collections.singletonList(Collections.<String>emptyList());
    for (LimitRule.Per per : all) {
      List<List<String>> more = new ArrayList<>();
      for (List<String> before : combinations) {
        for (String value : values(per)) {
          List<String> longer = new ArrayList<>(before);
          longer.add(value);
          more.add(longer);
        }
      }
      combinations = more;
    }
    List<LimitKey> keys = new ArrayList<>(combinations.size());
    for (List<String> values : combinations) {
      StringBuilder key = new StringBuilder();
      for (String value : values) {
        key.append(value).append('\n');
      }
      keys.add(new LimitKey(key.toString(), () -> who(all, values)));
    }
    return keys;
  }

  private Collection<String> values(LimitRule.Per per) {
    switch (per) {
      case TYPE:
        return new ArrayList<>(record.inputFindings().keySet()); // none: it is not limited
      case LABEL:
        return record.labels();
      default:
        String value = value(per);
        return Collections.singletonList(value == null ? "" : value);
    }
  }

  private @Nullable String value(LimitRule.Per per) {
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
    String site = record.caller();
    if (site == null && !record.isCallerSought()) {
      site = source.site();
      record.caller(site);
    }
    return site == null ? null : site.substring(0, Math.max(0, site.lastIndexOf('.')));
  }

  private String who(List<LimitRule.Per> all, List<String> values) {
    StringBuilder who = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      LimitRule.Per per = all.get(i);
      who.append(who.length() == 0 ? "" : " ").append(per.name().toLowerCase(Locale.ROOT));
      who.append('=').append(name(per, values.get(i)));
    }
    return who.toString();
  }

  private String name(LimitRule.Per per, String value) {
    if (value.isEmpty()) {
      return "unknown";
    }
    switch (per) {
      case KEY:
        String key = source.apiKey(record.head());
        return key == null ? "unknown" : source.fingerprint(key, secret());
      case USER:
        return source.userFingerprint(value, secret());
      case MODEL:
        return active.safeName(value);
      default:
        return value;
    }
  }

  /** The trail's, so that both name one user or key alike. */
  private TokenKey secret() {
    AuditRules audit = policy.audit();
    TokenKey key = audit == null ? null : audit.key();
    key = key == null ? policy.tokenKey() : key;
    return key == null ? OWN : key;
  }
}
