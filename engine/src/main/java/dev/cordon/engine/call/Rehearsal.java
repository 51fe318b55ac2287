package dev.cordon.engine.call;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.SeenText;
import dev.cordon.engine.text.Splice;
import dev.cordon.engine.wire.MalformedBodyException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is judged as a call would be and then goes nowhere, so that a policy can be tried
 * before it is rolled out. Not thread-safe.
 */
public final class Rehearsal {
  private final EngineExchange exchange;
  private final byte[] body;
  private final Verdict verdict;

  /**
   * Judges a request.
   *
   * @param exchange the call, not judged before
   */
  Rehearsal(EngineExchange exchange, byte[] body) {
    this.exchange = exchange;
    this.body = body;
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
    return exchange.record;
  }

  /**
   * Returns headers that would be set, by name in lower case; an empty value takes the header out.
   */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    verdict.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    exchange
        .leaving(exchange.head)
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return headers;
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
    Vendor vendor = exchange.vendor;
    RequestHead head = exchange.head;
    TextRecorder recorder = new TextRecorder(exchange.active, vendor == null ? null : vendor.id());
    exchange.format.rewrite(
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
