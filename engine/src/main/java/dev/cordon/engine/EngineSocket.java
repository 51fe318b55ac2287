package dev.cordon.engine;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.redact.Restorer;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.wire.FrameReader;
import dev.cordon.engine.wire.MalformedBodyException;
import dev.cordon.engine.wire.WireFormat;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of one WebSocket: one request that goes on, and one answer. Thread-safe. */
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
  }

  private final EngineExchange exchange;
  private final ActivePolicy active;
  private final WireFormat format;
  private final ExchangeRecord record;
  private final Faults faults;
  private final Redactor redactor;
  private final Latest restorer = new Latest();
  private final FrameReader frames;
  private boolean closed;

  EngineSocket(
      EngineExchange exchange,
      ActivePolicy active,
      WireFormat format,
      ExchangeRecord record,
      Faults faults) {
    this.exchange = exchange;
    this.active = active;
    this.format = format;
    this.record = record;
    this.faults = faults;
    this.redactor = new Redactor(active.policy, active.scanner(), active.key);
    redactor.begin(record, record.vendor(), !active.enforces());
    this.frames = format.newFrames(restorer, redactor.outputScan(), record);
  }

  @Override
  public synchronized Verdict send(byte[] frame) {
    long begin = System.nanoTime();
    Verdict verdict;
    try {
      verdict = judge(frame);
    } catch (Throwable fault) {
      boolean refused = active.refusesOnError();
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
    long unscanned = record.unscannedBytes();
    byte[] sent;
    try {
      sent = format.rewrite(frame, null, null, redactor, record);
    } catch (MalformedBodyException malformed) {
      if (active.policy.onMalformed() == Fallback.BLOCK) {
        String why = "A frame can't be read; the policy is on_malformed: block.";
        return refuse(new Refusal("on_malformed", why), frame);
      }
      return Verdict.forward(frame);
    }
    DataType blocked = redactor.blocked();
    if (blocked != null) {
      return refuse(Refusal.type(blocked.id()), frame);
    }
    if (record.unscannedBytes() > unscanned && active.policy.onUnscannable() == Fallback.BLOCK) {
      String why =
          "A frame holds content that can't be scanned as text, and the policy is"
              + " on_unscannable: block.";
      return refuse(new Refusal("on_unscannable", why), frame);
    }
    if (!active.enforces()) {
      record.decision(redactor.redacted() > 0 ? Decision.AUDIT : record.decision());
      return Verdict.forward(frame);
    }
    if (sent != frame) {
      record.decision(Decision.MODIFY);
      restorer.now = redactor.restorer(Vault.NONE, frame);
    }
    return Verdict.forward(sent);
  }

  /** Refuses a frame; the socket goes on, and so does what was found before. */
  private Verdict refuse(Refusal why, byte[] frame) {
    redactor.forgetBlocked();
    record.rule(why.rule());
    if (!active.enforces()) {
      record.decision(Decision.AUDIT);
      return Verdict.forward(frame);
    }
    record.decision(Decision.DENY);
    return Verdict.refuse(format.errorAnswer(Refusal.STATUS, why.rule(), why.message()));
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
    return active.enforces() ? got : Collections.singletonList(frame);
  }

  @Override
  public synchronized List<byte[]> close(@Nullable Throwable failure) {
    if (closed) {
      return Collections.emptyList();
    }
    closed = true;
    List<byte[]> rest = frames.end();
    redactor.end();
    restorer.now = NoRestorer.INSTANCE;
    if (failure == null) {
      exchange.answered(frames.faulted());
    } else {
      exchange.fail(failure);
    }
    return active.enforces() ? rest : Collections.<byte[]>emptyList();
  }
}
