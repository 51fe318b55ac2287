package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.instrumentation.Cordon;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A gate with one rule: in a call to {@code …/chat/completions} the word {@value #VALUE} leaves as
 * {@value #TOKEN} and comes back as it was. Keeps a line for all that it is told.
 */
public final class WordGate implements Gate, Cordon.Host {
  /** What must not leave. */
  public static final String VALUE = "Mallory";

  /** What leaves instead. */
  public static final String TOKEN = "PERSON_7KQ2M9";

  /** A body that holds this is refused. */
  public static final String FORBIDDEN = "forbidden";

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<WordExchange> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger current = new AtomicInteger();

  /** The size above which bodies are not read. */
  public volatile int limit = 1 << 20;

  /** Whether unread bodies are refused. */
  public volatile boolean refuseUnread = true;

  /** Whether calls are refused when advice fails. */
  public volatile boolean blockOnFault = true;

  /** A host that {@link Exchange#attempt} refuses. */
  public volatile @Nullable String deniedHost;

  public volatile Map<String, String> headerEdits = Map.of();

  public volatile @Nullable String queryEdit;

  /** What {@link Exchange#leaving} changes. */
  public volatile Map<String, String> leavingEdits = Map.of();

  /** What {@link Gate#leaving} changes. */
  public volatile Map<String, String> unknownEdits = Map.of();

  /** Makes the gate fail where headers leave. */
  public volatile @Nullable Throwable faultInLeaving;

  /** Makes the gate fail where it is asked first. */
  public volatile @Nullable Throwable faultInIsAiCall;

  /** Makes the gate fail after it has read the body. */
  public volatile @Nullable Throwable faultInJudge;

  /** Makes the gate fail when the answer begins. */
  public volatile @Nullable Throwable faultInAnswer;

  /** Returns what happened so far. */
  public List<String> events() {
    return events;
  }

  /** Returns how many scopes are open. */
  public int openScopes() {
    return current.get();
  }

  @Override
  public boolean isAiCall(RequestHead head) {
    raise(faultInIsAiCall);
    return head.path().endsWith("/chat/completions");
  }

  @Override
  public @Nullable Exchange open(RequestHead head) {
    events.add(
        "open "
            + head.library().name()
            + " "
            + head.method()
            + " "
            + head.host()
            + head.path()
            + (head.query() == null ? "" : "?" + head.query()));
    WordExchange exchange = new WordExchange(head.library().name());
    open.add(exchange);
    return exchange;
  }

  @Override
  public @Nullable Exchange joined(byte[] body) {
    return joined(body, null);
  }

  @Override
  public @Nullable Exchange joined(RequestHead head, byte[] body) {
    return joined(body, head.library().name());
  }

  private @Nullable Exchange joined(byte[] body, @Nullable String library) {
    for (WordExchange exchange : open) {
      if (!exchange.library.equals(library)
          && exchange.sent != null
          && Arrays.equals(exchange.sent, body)) {
        return exchange;
      }
    }
    return null;
  }

  @Override
  public Map<String, String> leaving(RequestHead head) {
    raise(faultInLeaving);
    return unknownEdits;
  }

  @Override
  public int maxBodyBytes() {
    return limit;
  }

  @Override
  public Gate gate() {
    return this;
  }

  @Override
  public void fault(String where, Throwable fault) {
    events.add("fault " + where + " " + fault.getClass().getSimpleName());
  }

  @Override
  public boolean refuseOnFault() {
    return blockOnFault;
  }

  private static void raise(@Nullable Throwable fault) {
    if (fault instanceof Error) {
      throw (Error) fault;
    }
    if (fault != null) {
      throw (RuntimeException) fault;
    }
  }

  private static Verdict refuse(String why) {
    return Verdict.refuse(
        new SyntheticAnswer(
            403,
            "Forbidden",
            Map.of("content-type", "application/json", "x-should-retry", "false"),
            ("{\"error\":{\"message\":\"" + why + "\",\"type\":\"cordon\"}}")
                .getBytes(ISO_8859_1)));
  }

  private final class WordExchange implements Exchange {
    private final String library;
    private volatile byte @Nullable [] sent;
    private volatile boolean rewritten;

    WordExchange(String library) {
      this.library = library;
    }

    @Override
    public String id() {
      return "0123456789abcdef";
    }

    @Override
    public Verdict judge(byte[] body) {
      raise(faultInJudge);
      String text = new String(body, ISO_8859_1);
      if (text.contains(FORBIDDEN)) {
        events.add("judge refuse");
        open.remove(this);
        return refuse("not allowed");
      }
      rewritten = text.contains(VALUE);
      byte[] out = rewritten ? text.replace(VALUE, TOKEN).getBytes(ISO_8859_1) : body;
      sent = out.length == 0 ? null : out;
      events.add("judge " + (rewritten ? "rewrite" : "pass"));
      return Verdict.forward(out, queryEdit, headerEdits);
    }

    @Override
    public Verdict judgeUnread(Unread reason, long length) {
      events.add("unread " + reason + " " + length + (refuseUnread ? " refuse" : " pass"));
      return refuseUnread ? refuse(reason.name()) : Verdict.forward(new byte[0]);
    }

    @Override
    public Verdict attempt(RequestHead head) {
      events.add("attempt " + head.host());
      if (head.host() != null && head.host().equals(deniedHost)) {
        return refuse("host");
      }
      byte[] body = sent;
      return Verdict.forward(body == null ? new byte[0] : body);
    }

    @Override
    public Map<String, String> leaving(RequestHead head) {
      raise(faultInLeaving);
      return leavingEdits;
    }

    @Override
    public StreamTransform answer(int status, HeaderSource headers) {
      raise(faultInAnswer);
      events.add("answer " + status);
      return new WordTransform(this, !rewritten);
    }

    @Override
    public void fail(Throwable failure) {
      events.add("fail " + failure.getClass().getSimpleName());
      open.remove(this);
    }

    @Override
    public Scope makeCurrent() {
      current.incrementAndGet();
      return current::decrementAndGet;
    }

    @Override
    public @Nullable String refusal() {
      return null;
    }
  }

  /** Puts the value back, also where a token comes in pieces. */
  private final class WordTransform implements StreamTransform {
    private final WordExchange exchange;
    private final boolean identity;
    private String held = "";
    private long seen;

    WordTransform(WordExchange exchange, boolean identity) {
      this.exchange = exchange;
      this.identity = identity;
    }

    @Override
    public boolean isIdentity() {
      return identity;
    }

    @Override
    public ByteBuffer transform(ByteBuffer chunk) {
      seen += chunk.remaining();
      if (identity) {
        return chunk;
      }
      String text = (held + ISO_8859_1.decode(chunk)).replace(TOKEN, VALUE);
      int keep = Math.min(text.length(), TOKEN.length() - 1);
      while (keep > 0 && !TOKEN.startsWith(text.substring(text.length() - keep))) {
        keep--;
      }
      held = text.substring(text.length() - keep);
      return ISO_8859_1.encode(text.substring(0, text.length() - keep));
    }

    @Override
    public ByteBuffer finish() {
      events.add("finish " + seen);
      open.remove(exchange);
      ByteBuffer rest = ISO_8859_1.encode(held);
      held = "";
      return rest;
    }

    @Override
    public void abort(@Nullable Throwable failure) {
      events.add("abort " + (failure == null ? "closed" : failure.getClass().getSimpleName()));
      open.remove(exchange);
    }
  }
}
