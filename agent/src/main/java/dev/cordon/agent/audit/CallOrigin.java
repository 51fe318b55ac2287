package dev.cordon.agent.audit;

import dev.cordon.agent.service.ServiceName;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.call.CallerSource;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.UserRules;
import dev.cordon.instrumentation.ServedRequest;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells the engine who makes a call, in the words of the audit trail: the same class and method,
 * service, user and fingerprint of the key. Thread-safe.
 */
public final class CallOrigin implements CallerSource {
  private volatile @Nullable String service;
  private volatile @Nullable Known known;

  /** Makes a source for this process. */
  public CallOrigin() {}

  /** The stack is read in a way that is chosen when it is first read. */
  private static final class Stack {
    static final Caller CALLER = Caller.make();
  }

  /** Made when a rule names paths. */
  private static final class Web {
    static final LoggingContext REQUEST = LoggingContext.path();
  }

  /** What was made for rules and a key, which change with the policy only. */
  private static final class Known {
    final @Nullable UserRules rules;
    final @Nullable CallUser users;
    final @Nullable TokenKey key;
    final @Nullable Fingerprints fingerprints;

    Known(@Nullable UserRules rules, @Nullable TokenKey key, @Nullable Known before) {
      this.rules = rules;
      this.users =
          before != null && before.rules == rules
              ? before.users
              : rules == null ? null : new CallUser(rules);
      this.key = key;
      this.fingerprints =
          before != null && Objects.equals(before.key, key)
              ? before.fingerprints
              : key == null ? null : new Fingerprints(key.bytes());
    }
  }

  @Override
  public @Nullable String site() {
    return Stack.CALLER.find();
  }

  @Override
  public String service() {
    String name = service;
    if (name == null) {
      name =
          AccessController.doPrivileged(
              (PrivilegedAction<String>)
                  () -> new ServiceName(System.getenv(), System.getProperties()).name());
      service = name;
    }
    return name;
  }

  @Override
  public @Nullable String user(UserRules rules, RequestHead head, byte[] body) {
    Known made = known;
    if (made == null || made.rules != rules) {
      made = new Known(rules, made == null ? null : made.key, made);
      known = made;
    }
    CallUser users = made.users;
    return users == null
        ? null
        : AccessController.doPrivileged(
            (PrivilegedAction<@Nullable String>) () -> users.of(head, body));
  }

  @Override
  public @Nullable String path(@Nullable ClassLoader loader) {
    String served = ServedRequest.path();
    return served != null
        ? served
        : AccessController.doPrivileged(
            (PrivilegedAction<@Nullable String>) () -> Web.REQUEST.get("", loader));
  }

  @Override
  public @Nullable String apiKey(RequestHead head) {
    return ApiKey.of(head);
  }

  @Override
  public String fingerprint(String apiKey, TokenKey secret) {
    Fingerprints hashes = fingerprints(secret);
    return hashes == null ? "" : hashes.apiKey(apiKey);
  }

  @Override
  public String userFingerprint(String user, TokenKey secret) {
    Fingerprints hashes = fingerprints(secret);
    return hashes == null ? "" : hashes.user(user);
  }

  private @Nullable Fingerprints fingerprints(TokenKey secret) {
    Known made = known;
    if (made == null || !Objects.equals(made.key, secret)) {
      made = new Known(made == null ? null : made.rules, secret, made);
      known = made;
    }
    return made.fingerprints;
  }
}
