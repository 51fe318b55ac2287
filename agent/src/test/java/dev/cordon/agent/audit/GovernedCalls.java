package dev.cordon.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.agent.alert.AlertProbe;
import dev.cordon.agent.alert.Alerts;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.VendorCatalogue;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** Calls as an application makes them, judged by the engine and recorded in a trail. */
public final class GovernedCalls implements AutoCloseable {
  /** The name of the variable with the trail's key, and the key. */
  public static final String KEY = "a key of this test's trail";

  private final AuditFile file;
  private final Engine engine;
  private final Alerts alerts;
  private final StringBuffer warnings = new StringBuffer();

  /**
   * Opens a trail.
   *
   * @param yaml the policy, which may name {@code env:KEY}
   * @param observers hear of the calls too
   */
  public GovernedCalls(String yaml, ExchangeObserver... observers) {
    Policy policy = policy(yaml);
    AuditRules rules = Objects.requireNonNull(policy.audit());
    TokenKey key = rules.key();
    AuditSettings settings =
        new AuditSettings(
            Path.of(rules.file()), 64L << 20, 86_400_000L, 0, key == null ? null : key.bytes());
    Origin origin = Origin.of("desk", "machine-1", 42);
    file = new AuditFile(settings, origin);
    AuditTrail trail = new AuditTrail(file, settings, origin, rules.user());
    alerts = AlertProbe.of(() -> policy, Path.of(rules.file()), trail::alert, warnings);
    trail.watchedBy(alerts);
    EngineConfig config = new EngineConfig().policies(() -> policy).observer(trail);
    for (ExchangeObserver observer : observers) {
      config.observer(observer);
    }
    engine = Engine.start(config);
  }

  /** Returns a policy from text. */
  public static Policy policy(String yaml) {
    Set<String> types = new HashSet<>();
    for (DataType type : Scanners.types()) {
      types.add(type.id());
    }
    PolicyContext context =
        new PolicyContext(Map.of("KEY", KEY), types, VendorCatalogue.builtIn().ids());
    ParsedPolicy parsed = PolicyParser.parse("cordon.yaml", yaml.getBytes(UTF_8), context);
    if (parsed.policy() == null) {
      throw new AssertionError(parsed.problems());
    }
    return parsed.policy();
  }

  /** Makes a call; tells whether it was let go. */
  public boolean chat(String host, String apiKey, String prompt) {
    return chat(host, apiKey, "gpt-4o", prompt);
  }

  /** Makes a call to a model; tells whether it was let go. */
  public boolean chat(String host, String apiKey, String model, String prompt) {
    HeaderSource headers =
        new HeaderSource() {
          @Override
          public String first(String wanted) {
            return wanted.equalsIgnoreCase("Authorization") ? "Bearer " + apiKey : null;
          }

          @Override
          public void forEach(BiConsumer<String, String> consumer) {
            consumer.accept("Authorization", "Bearer " + apiKey);
          }
        };
    String path = "/v1/chat/completions";
    RequestHead head =
        new RequestHead(
            new Library("okhttp", null), "POST", "https", host, -1, path, null, headers);
    String body =
        "{\"model\":\""
            + model
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + prompt
            + "\"}]}";
    Exchange exchange = Objects.requireNonNull(engine.open(head));
    Verdict verdict = exchange.judge(body.getBytes(UTF_8));
    if (verdict.refusal() != null) {
      return false;
    }
    StreamTransform answer = exchange.answer(200, HeaderSource.NONE);
    String text = "{\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":1000}}";
    answer.transform(ByteBuffer.wrap(text.getBytes(UTF_8)));
    answer.finish();
    return true;
  }

  /** Waits until alerts of the calls so far are told. */
  public void flushAlerts() {
    alerts.flush(30_000);
  }

  /** Returns what alerts warned of. */
  public String warnings() {
    return warnings.toString();
  }

  @Override
  public void close() {
    file.close();
  }
}
