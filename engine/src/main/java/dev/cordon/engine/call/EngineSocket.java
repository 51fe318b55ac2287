package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.activation.Faults;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.hidden.IncomingTexts;
import dev.cordon.engine.link.LinkGuard;
import dev.cordon.engine.link.RequestHosts;
import dev.cordon.engine.output.Guards;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.NoRestorer;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextMemory;
import dev.cordon.engine.wire.FrameReader;
import dev.cordon.engine.wire.MalformedBodyException;
import dev.cordon.engine.wire.UnchangeableTextException;
import dev.cordon.engine.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of one WebSocket: one request that goes on, and one answer. Thread-safe. */
final class EngineSocket implements SocketTransform {
  /** Restores what was issued until now. */
  private static final class Latest implements Restorer {
    Restorer now = NoRestorer.INSTANCE;

    @Override
    public boolean isEmpty() {
      return now.isEmpty();
    }

    @Override
    public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
      return now.restore(text, from, to, last, edits);
    }

    @Override
    public int restore(
        byte[] text, int from, int to, boolean last, TextMemory memory, Edits edits) {
      return now.restore(text, from, to, last, memory, edits);
    }
  }

  private final EngineExchange exchange;
  private final ActivePolicy active;
  private final Enforcement enforcement;
  private final WireFormat format;
  private final Faults faults;
  private final Redactor redactor;
  private final @Nullable FieldEdits fields;
  private final Latest restorer = new Latest();
  private final RequestHosts hosts;
  private final FrameReader frames;
  private IncomingTexts texts;
  private @Nullable CanaryTexts canaries;

  /** After the end one that nobody is told of: what is sent then is redacted all the same. */
  private ExchangeRecord record;

  private boolean closed;

  EngineSocket(
      EngineExchange exchange,
      ActivePolicy active,
      WireFormat format,
      ExchangeRecord record,
      Faults faults) {
    this.exchange = exchange;
    this.active = active;
    this.enforcement = Enforcement.of(active);
    this.format = format;
    this.record = record;
    this.faults = faults;
    this.redactor = new Redactor(active.policy, active.scanner(), active.key);
    redactor.begin(record, record.vendor(), exchange.callerRule(), enforcement.isDryRun());
    redactor.lift(exchange.lifted);
    this.fields =
        FieldEdits.of(
            active, format, record.head(), record.vendor(), exchange.callerRule(), exchange.lifted);
    this.hosts = new RequestHosts(active.policy.origins());
    this.canaries = canaries(record);
    this.texts = texts(record);
    LinkGuard links = new LinkGuard(restorer, active.policy.links(), hosts, record);
    CallCanary own = canaries == null ? null : canaries.own();
    Restorer canary = CanaryGuard.of(links, active.policy.canaries(), own, record);
    Restorer guard = Guards.around(canary, active.policy.output(), record);
    this.frames = format.newFrames(guard, redactor.outputScan(), record);
  }

  private @Nullable CanaryTexts canaries(ExchangeRecord of) {
    return CanaryTexts.of(active.policy, redactor, of, enforcement.isDryRun());
  }

  private IncomingTexts texts(ExchangeRecord of) {
    return enforcement.incomingTexts(active, canaries == null ? redactor : canaries, of, null);
  }

  @Override
  public synchronized Verdict send(byte[] frame) {
    long begin = System.nanoTime();
    Verdict verdict;
    try {
      verdict = judge(frame);
    } catch (Throwable fault) {
      boolean refused = enforcement.refusesOnFault(active.policy);
      faults.report(
          "judging a frame", fault, refused ? "refused (on_error: block)" : "sent, not redacted");
      verdict = refused ? refuse(Refusal.fault(), frame) : Verdict.forward(frame);
    }
    record.requestBytes(record.requestBytes() + frame.length);
    record.sentBytes(record.sentBytes() + verdict.body().length);
    record.engineNanos(record.engineNanos() + System.nanoTime() - begin);
    return verdict;
  }

  private Verdict judge(byte[] frame) {
    Refusal stop = exchange.stopped();
    if (stop != null) {
      record.rule(stop.rule());
      record.decision(Decision.DENY);
      return Verdict.refuse(exchange.answerOf(stop));
    }
    long unscanned = record.unscannedBytes();
    if (frame.length > active.policy.maxBodyBytes()) {
      return unread(frame);
    }
    byte[] sent = frame;
    if (canaries != null) {
      canaries.next();
    }
    try {
      sent = format.rewrite(frame, null, null, hosts.beside(texts), fields, record);
    } catch (UnchangeableTextException unchangeable) {
      DataType type = redactor.lastUnwanted();
      String rule = type == null ? "redact" : "redact." + type.id();
      String why = "A message can't be redacted: " + unchangeable.getMessage() + ".";
      return refuse(new Refusal(rule, why), frame);
    } catch (MalformedBodyException malformed) {
      if (isText(frame)) {
        return malformed(malformed, frame);
      }
      record.unscannedBytes(unscanned + frame.length); // begins like JSON by chance
    }
    Refusal field = fields == null ? null : fields.judge(record.head(), record, active);
    if (field != null) {
      return refuse(field, frame);
    }
    Refusal canary = canaries == null ? null : canaries.refusal();
    if (canary != null) {
      return refuse(canary, frame);
    }
    Refusal hidden = texts.refusal(exchange.lifted);
    if (hidden != null) {
      return refuse(hidden, frame);
    }
    Refusal above = redactor.aboveLabel();
    if (above != null) {
      return refuse(above, frame);
    }
    DataType blocked = redactor.blocked();
    if (blocked != null) {
      return refuse(Refusal.type(blocked.id()), frame);
    }
    if (record.unscannedBytes() > unscanned
        && active.policy.onUnscannable() == Fallback.BLOCK
        && !exchange.lifted.lifts("on_unscannable", null)) {
      String why =
          "A message holds content that can't be scanned as text, and the policy is"
              + " on_unscannable: block.";
      return refuse(new Refusal("on_unscannable", why), frame);
    }
    byte[] leaving = enforcement.of(sent, frame);
    Decision decision = leaving == frame ? record.decision() : Decision.MODIFY;
    enforcement.judged(record, decision, redactor.redacted());
    if (leaving != frame || active.policy.encrypts()) {
      restorer.now = redactor.restorer(Vault.Lookup.NONE, frame);
    }
    return Verdict.forward(leaving);
  }

  /** Tells whether bytes may be a text; audio hardly ever may. */
  private static boolean isText(byte[] frame) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString().indexOf(0) < 0;
    } catch (CharacterCodingException binary) {
      return false;
    }
  }

  private Verdict unread(byte[] frame) {
    Refusal why = Refusal.unread(Exchange.Unread.OVERSIZE, active.policy);
    if (why != null && !exchange.lifted.lifts(why.rule(), null)) {
      return refuse(why, frame);
    }
    record.rule(Refusal.unreadKey(Exchange.Unread.OVERSIZE));
    enforcement.unjudged(record);
    return Verdict.forward(frame);
  }

  private Verdict malformed(MalformedBodyException malformed, byte[] frame) {
    if (active.policy.onMalformed() == Fallback.BLOCK) {
      String why =
          "A message can't be read: "
              + malformed.getMessage()
              + "; the policy is on_malformed: block.";
      return refuse(new Refusal("on_malformed", why), frame);
    }
    faults.report("a message that can't be read", malformed, "sent as it is (on_malformed: allow)");
    record.rule("on_malformed");
    enforcement.unjudged(record);
    return Verdict.forward(frame);
  }

  /** Refuses a message; the engine could go on, and keeps what was found before. */
  private Verdict refuse(Refusal why, byte[] frame) {
    redactor.forgetBlocked();
    texts.forgetRefusal();
    if (canaries != null) {
      canaries.forgetRefusal();
    }
    if (!enforcement.refuses(why, record)) {
      return Verdict.forward(frame);
    }
    return Verdict.refuse(exchange.answerOf(why));
  }

  @Override
  public synchronized List<byte[]> receive(byte[] frame) {
    long begin = System.nanoTime();
    if (record.firstChunkNanos() == 0) {
      record.firstChunkNanos(Math.max(1, begin - record.startNanoTime()));
    }
    record.responseBytes(record.responseBytes() + frame.length);
    List<byte[]> got = frames.receive(frame);
    record.engineNanos(record.engineNanos() + System.nanoTime() - begin);
    return enforcement.of(got, Collections.singletonList(frame));
  }

  @Override
  public synchronized List<byte[]> close(@Nullable Throwable failure) {
    if (closed) {
      return Collections.emptyList();
    }
    closed = true;
    List<byte[]> rest = frames.end();
    restorer.now = NoRestorer.INSTANCE;
    if (failure == null) {
      exchange.answered(frames.faulted(), true);
    } else {
      exchange.fail(failure);
    }
    record = exchange.unobserved();
    redactor.begin(record, record.vendor(), exchange.callerRule(), enforcement.isDryRun());
    canaries = canaries(record);
    texts = texts(record);
    return enforcement.of(rest, Collections.<byte[]>emptyList());
  }
}
