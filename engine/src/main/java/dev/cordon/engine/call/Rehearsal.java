package dev.cordon.engine.call;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.mark.MarkCuts;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.policy.route.Route;
import dev.cordon.engine.redact.RequestLabels;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.SeenText;
import dev.cordon.engine.text.Splice;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.MalformedBodyException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A request that is judged as a call would be and then goes nowhere, so that a policy can be tried
 * before it is rolled out. Not thread-safe.
 */
public final class Rehearsal {
  /** Stands for the value of a header that nobody is shown. */
  private static final String SECRET = "(secret)";

  private static final HeaderSource JSON =
      new HeaderSource() {
        @Override
        public @Nullable String first(String name) {
          return name.equalsIgnoreCase("content-type") ? "application/json" : null;
        }

        @Override
        public void forEach(BiConsumer<String, String> consumer) {
          consumer.accept("content-type", "application/json");
        }
      };

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

  /**
   * Ends the call as if it had been sent, so that limits learn what it used.
   *
   * @param status of the answer
   * @param answer its body, in the vendor's form
   */
  public void end(int status, byte[] answer) {
    if (verdict.refusal() == null) {
      StreamTransform transform = exchange.answer(status, JSON);
      transform.transform(ByteBuffer.wrap(answer));
      transform.finish();
    }
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
        .leaving(exchange.sent)
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    Route route = Routing.route(exchange.active, exchange.sent.target());
    if (route != null) {
      route.secrets().keySet().forEach(name -> headers.put(name, SECRET));
    }
    return headers;
  }

  /**
   * Restores the texts that would leave, as when a model repeated each of them, and compares them
   * with the request's. What policy takes out for good, as a mask or a rule about a field does, is
   * not expected back.
   *
   * @return how many texts come back otherwise than they left the application; 0 as it should be
   */
  public int lostTexts() {
    try {
      List<SeenText> before = texts(verdict.body() == body ? body : withFields(body));
      List<SeenText> after = texts(verdict.body());
      int lost = Math.abs(before.size() - after.size());
      for (int i = 0; i < before.size() && i < after.size(); i++) {
        lost += isBack(before.get(i), after.get(i).text) ? 0 : 1;
      }
      return lost;
    } catch (MalformedBodyException e) {
      return verdict.body() == body ? 0 : 1; // passed through unread, or broken by us
    }
  }

  private boolean isBack(SeenText before, byte[] sent) {
    return before.isKeptIn(restored(unmarked(sent)))
        || RequestLabels.isPlaceholder(sent)
        || (SafeFields.isHash(before.text) && SafeFields.isHash(sent));
  }

  /** Returns a request with its fields as policy wants them, and with its values. */
  private byte[] withFields(byte[] from) throws MalformedBodyException {
    FieldEdits fields =
        FieldEdits.of(
            exchange.active, exchange.format, exchange.head, vendor(), null, exchange.lifted);
    TextVisitor nothing = (text, start, end, key, kind, edits) -> {};
    return fields == null ? from : rewrite(from, nothing, fields);
  }

  private @Nullable String vendor() {
    Vendor vendor = exchange.vendor;
    return vendor == null ? null : vendor.id();
  }

  private byte[] rewrite(byte[] from, TextVisitor visitor, @Nullable FieldEdits fields)
      throws MalformedBodyException {
    RequestHead head = exchange.head;
    return exchange.format.rewrite(
        from,
        head.headers().first("content-type"),
        ContentDecoder.codings(head.headers()),
        visitor,
        fields,
        new ExchangeRecord("", head, 0, 0));
  }

  private List<SeenText> texts(byte[] from) throws MalformedBodyException {
    TextRecorder recorder = new TextRecorder(exchange.active, vendor());
    rewrite(from, recorder, null);
    return recorder.texts();
  }

  private byte[] unmarked(byte[] text) {
    Edits marks = new Edits();
    new MarkCuts(exchange.active.key).find(text, 0, text.length, true, marks);
    byte[] bare = Splice.apply(text, marks);
    CallCanary canary = exchange.canary();
    return canary == null ? bare : canary.without(bare);
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
