package dev.cordon.agent.cli;

import dev.cordon.agent.audit.CallOrigin;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.call.CallerSource;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.call.Rehearsal;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyTest;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.UserRules;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs one test of a policy by the engine itself; nothing is sent or kept. Stateless. */
final class PolicyTestRun {
  /** What differs from what a test expects. Immutable. */
  static final class Failure {
    final int line;
    final String message;

    Failure(int line, String message) {
      this.line = line;
      this.message = message;
    }
  }

  private PolicyTestRun() {}

  /**
   * Runs a test.
   *
   * @param bodies whether failures may show the body that would leave
   * @return what differs; empty when nothing does
   */
  static List<Failure> run(Policy policy, PolicyTest test, Console console, boolean bodies) {
    EngineConfig config =
        new EngineConfig()
            .policies(() -> policy)
            .vault(Vault.NONE)
            .callers(new Caller(test))
            .log(new CommandLog("policy test", console.err));
    Engine engine = Engine.start(config);
    RehearsedConnection connection = new RehearsedConnection(policy, test);
    List<Rehearsal> calls = new ArrayList<>(); // a call that has not ended counts while it is held
    Rehearsal last = null;
    byte[] answer = test.answer();
    int times = connection.rule() == null ? test.times() : 0;
    for (int i = 0; i < times; i++) {
      if (last != null && answer != null) {
        last.end(test.status(), answer);
      }
      WireFormat format = format(test);
      last =
          format == null
              ? engine.rehearse(test.head(), test.caller(), test.body())
              : engine.rehearse(format, test.vendor(), test.head(), test.caller(), test.body());
      if (last != null) {
        calls.add(last);
      }
    }
    return new PolicyTestComparison(test, connection, last, bodies).failures();
  }

  /** Returns the format of a test without a URL; null when there is a URL, or no such format. */
  static @Nullable WireFormat format(PolicyTest test) {
    String name = test.format();
    return name == null ? null : WireFormats.catalogue().byId(name);
  }

  /** Who the test says makes the call; what it leaves out the request tells. */
  private static final class Caller implements CallerSource {
    private final CallOrigin origin = new CallOrigin();
    private final PolicyTest test;

    Caller(PolicyTest test) {
      this.test = test;
    }

    @Override
    public @Nullable String site() {
      return test.caller();
    }

    @Override
    public String service() {
      String service = test.service();
      return service == null ? "" : service;
    }

    @Override
    public @Nullable String user(UserRules rules, RequestHead head, byte[] body) {
      String user = test.user();
      return user == null ? origin.user(rules, head, body) : user;
    }

    @Override
    public @Nullable String path(@Nullable ClassLoader loader) {
      return test.path();
    }

    @Override
    public @Nullable String apiKey(RequestHead head) {
      String key = origin.apiKey(head);
      return key == null ? test.key() : key;
    }

    @Override
    public String fingerprint(String key, TokenKey secret) {
      String given = test.key();
      return given == null ? origin.fingerprint(key, secret) : given;
    }
  }

  /** What a test may not name, as no catalogue has it; empty when all is known. */
  static List<Failure> unknown(PolicyTest test, Set<String> vendors) {
    String vendor = test.vendor();
    if (test.format() != null && format(test) == null) {
      return Collections.singletonList(
          new Failure(test.line(), "no such format: '" + test.format() + "'"));
    }
    return vendor == null || vendors.contains(vendor)
        ? Collections.<Failure>emptyList()
        : Collections.singletonList(new Failure(test.line(), "no such vendor: '" + vendor + "'"));
  }
}
