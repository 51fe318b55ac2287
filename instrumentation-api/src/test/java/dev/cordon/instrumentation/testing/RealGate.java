package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Target;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.instrumentation.Cordon;
import java.util.AbstractMap;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The engine with a policy, the records that it ends, and faults on demand. */
public final class RealGate implements Gate, Cordon.Host {
  /** Where the engine is asked. */
  public enum Step {
    RECOGNISE,
    OPEN,
    JUDGE,
    EDIT,
    LEAVE,
    ANSWER,
    SOCKET,
    SEND,
    RECEIVE,
    CLOSE
  }

  /** The secret that policies name {@code env:GATEWAY_KEY}. */
  static final String GATEWAY_KEY = "key-of-the-gateway";

  private final Engine engine;
  private final List<ExchangeRecord> ended = new CopyOnWriteArrayList<>();
  private final CountDownLatch anEnd = new CountDownLatch(1);
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Map<Step, Throwable> planned = new EnumMap<>(Step.class);
  private volatile @Nullable OpenHook open;

  /**
   * Starts an engine.
   *
   * @param policyLines the policy without its version
   */
  public RealGate(String... policyLines) {
    Policy policy = policy(policyLines);
    engine =
        Engine.start(
            new EngineConfig()
                .policies(() -> policy)
                .openHooks(library -> open)
                .observer(
                    new ExchangeObserver() {
                      @Override
                      public @Nullable Object started(ExchangeRecord record) {
                        return null;
                      }

                      @Override
                      public void ended(ExchangeRecord record, @Nullable Object state) {
                        ended.add(record);
                        anEnd.countDown();
                      }
                    }));
  }

  private static Policy policy(String... lines) {
    String text = "version: 1\n" + String.join("\n", lines) + "\n";
    ParsedPolicy parsed =
        PolicyParser.parse(
            "cordon.yaml",
            text.getBytes(UTF_8),
            new PolicyContext(
                Map.of("GATEWAY_KEY", GATEWAY_KEY), Set.of(), VendorCatalogue.builtIn().ids()));
    Policy policy = parsed.policy();
    if (policy == null) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    return policy;
  }

  /** Makes a step fail from now on. */
  public void fail(Step step, Throwable fault) {
    planned.put(step, fault);
  }

  /** Has a hook do nothing from now on. */
  public void open(OpenHook hook) {
    open = hook;
  }

  /** Returns the records that ended, in order. */
  public List<ExchangeRecord> ended() {
    return ended;
  }

  /** Waits until a call ended, for some seconds at most. */
  public void awaitEnd(long seconds) throws InterruptedException {
    if (!anEnd.await(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("no call ended within " + seconds + " s");
    }
  }

  /** Returns where advice reported faults. */
  public List<String> faults() {
    return faults;
  }

  private void raise(Step step) {
    Throwable fault = planned.get(step);
    if (fault instanceof Error) {
      throw (Error) fault;
    }
    if (fault != null) {
      throw (RuntimeException) fault;
    }
  }

  @Override
  public boolean isAiCall(RequestHead head) {
    raise(Step.RECOGNISE);
    return engine.isAiCall(head);
  }

  @Override
  public boolean routes() {
    return engine.routes();
  }

  @Override
  public @Nullable Target target(RequestHead head) {
    return engine.target(head);
  }

  @Override
  public @Nullable Exchange open(RequestHead head) {
    raise(Step.OPEN);
    return failing(engine.open(head));
  }

  private @Nullable Exchange failing(@Nullable Exchange exchange) {
    return exchange == null ? null : new Failing(exchange);
  }

  @Override
  public @Nullable Exchange joined(byte[] body) {
    return failing(engine.joined(body));
  }

  @Override
  public @Nullable Exchange joined(RequestHead head, byte[] body) {
    return failing(engine.joined(head, body));
  }

  @Override
  public Map<String, String> leaving(RequestHead head) {
    raise(Step.LEAVE);
    return engine.leaving(head);
  }

  @Override
  public int maxBodyBytes() {
    return engine.maxBodyBytes();
  }

  @Override
  public Gate gate() {
    return this;
  }

  @Override
  public void fault(String where, Throwable fault) {
    faults.add(where);
  }

  @Override
  public boolean refuseOnFault() {
    return engine.refusesOnFault();
  }

  /** Edits that fail in the midst of the client's own code. */
  private final class FailingEdits extends AbstractMap<String, String> {
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      raise(Step.EDIT);
      return Set.of();
    }
  }

  /** An Exchange whose steps fail as planned. */
  private final class Failing implements Exchange {
    private final Exchange exchange;

    Failing(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public String id() {
      return exchange.id();
    }

    @Override
    public Verdict judge(byte[] body) {
      raise(Step.JUDGE);
      Verdict verdict = exchange.judge(body);
      return planned.containsKey(Step.EDIT)
          ? Verdict.forward(verdict.body(), null, new FailingEdits())
          : verdict;
    }

    @Override
    public Verdict judgeUnread(Unread reason, long length) {
      raise(Step.JUDGE);
      return exchange.judgeUnread(reason, length);
    }

    @Override
    public Verdict judgeSocket() {
      raise(Step.JUDGE);
      return exchange.judgeSocket();
    }

    @Override
    public @Nullable SocketTransform socket() {
      raise(Step.SOCKET);
      SocketTransform socket = exchange.socket();
      return socket == null ? null : new FailingSocket(socket);
    }

    @Override
    public Verdict attempt(RequestHead head) {
      return exchange.attempt(head);
    }

    @Override
    public Verdict astray(RequestHead next) {
      return exchange.astray(next);
    }

    @Override
    public Map<String, String> leaving(RequestHead head) {
      raise(Step.LEAVE);
      return exchange.leaving(head);
    }

    @Override
    public StreamTransform answer(int status, HeaderSource headers) {
      raise(Step.ANSWER);
      return exchange.answer(status, headers);
    }

    @Override
    public StreamTransform attempted(int status, HeaderSource headers) {
      raise(Step.ANSWER);
      return exchange.attempted(status, headers);
    }

    @Override
    public void completed() {
      exchange.completed();
    }

    @Override
    public void rewritten(byte[] body) {
      exchange.rewritten(body);
    }

    @Override
    public void fail(Throwable failure) {
      exchange.fail(failure);
    }

    @Override
    public Scope makeCurrent() {
      return exchange.makeCurrent();
    }

    @Override
    public @Nullable String refusal() {
      return exchange.refusal();
    }
  }

  /** A WebSocket whose steps fail as planned. */
  private final class FailingSocket implements SocketTransform {
    private final SocketTransform socket;

    FailingSocket(SocketTransform socket) {
      this.socket = socket;
    }

    @Override
    public Verdict send(byte[] message) {
      raise(Step.SEND);
      return socket.send(message);
    }

    @Override
    public List<byte[]> receive(byte[] message) {
      raise(Step.RECEIVE);
      return socket.receive(message);
    }

    @Override
    public List<byte[]> close(@Nullable Throwable failure) {
      raise(Step.CLOSE);
      return socket.close(failure);
    }
  }
}
