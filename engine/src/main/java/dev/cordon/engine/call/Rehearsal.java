package dev.cordon.engine.call;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.SeenText;
import dev.cordon.engine.text.Splice;
import dev.cordon.engine.wire.MalformedBodyException;
import dev.cordon.engine.wire.WireFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is judged as a call would be and then goes nowhere, so that a policy can be tried
 * before it is rolled out. Not thread-safe.
 */
public final class Rehearsal {
  private final ActivePolicy active;
  private final WireFormat format;
  private final RequestHead head;
  private final @Nullable Vendor vendor;
  private final ExchangeRecord record;
  private final EngineExchange exchange;
  private final byte[] body;
  private final Verdict verdict;

  Rehearsal(
      Engine engine,
      ActivePolicy active,
      WireFormat format,
      @Nullable Vendor vendor,
      RequestHead head,
      byte[] body) {
    this.active = active;
    this.format = format;
    this.head = head;
    this.vendor = vendor;
    this.body = body;
    this.record = engine.newRecord(head);
    this.exchange = new EngineExchange(engine, active, format, head, record, vendor);
    exchange.claim();
    this.verdict = exchange.judge(body);
  }

  /** Returns what would become of the request. */
  public Verdict verdict() {
    return verdict;
  }

  /** Returns why the request would be refused, or null. */
  public @Nullable String refusal() {
    return exchange.refusal();
  }

  /** Returns what was found and decided; holds no values. */
  public ExchangeRecord record() {
    return record;
  }

  /**
   * Restores the texts that would leave, as when a model repeated each of them, and compares them
   * with the request's. What policy takes out for good, as a mask does, is not expected back.
   *
   * @return how many texts come back otherwise than they left the application; 0 as it should be
   */
  public int lostTexts() {
    try {
      List<SeenText> before = texts(body);
      List<SeenText> after = texts(verdict.body());
      int lost = Math.abs(before.size() - after.size());
      for (int i = 0; i < before.size() && i < after.size(); i++) {
        lost += before.get(i).isKeptIn(restored(after.get(i).text)) ? 0 : 1;
      }
      return lost;
    } catch (MalformedBodyException e) {
      return verdict.body() == body ? 0 : 1; // passed through unread, or broken by us
    }
  }

  private List<SeenText> texts(byte[] from) throws MalformedBodyException {
    TextRecorder recorder = new TextRecorder(active, vendor == null ? null : vendor.id());
    format.rewrite(
        from,
        head.headers().first("content-type"),
        ContentDecoder.codings(head.headers()),
        recorder,
        new ExchangeRecord("", head, 0, 0));
    return recorder.texts();
  }

  private byte[] restored(byte[] text) {
    Restorer restorer = exchange.restorer();
    Edits edits = new Edits();
    if (restorer != null) {
      restorer.restore(text, 0, text.length, true, edits);
    }
    return Splice.apply(text, edits);
  }
}
