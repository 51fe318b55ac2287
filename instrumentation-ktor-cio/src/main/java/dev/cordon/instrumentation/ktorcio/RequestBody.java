package dev.cordon.instrumentation.ktorcio;

import dev.cordon.engine.Exchange;
import dev.cordon.instrumentation.BodyCollector;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import io.ktor.client.request.ClientUpgradeContent;
import io.ktor.http.Headers;
import io.ktor.http.content.OutgoingContent;
import io.ktor.utils.io.ByteReadChannel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import org.jspecify.annotations.Nullable;

/**
 * The body of an AI call's request: read once, up to the limit, and put back from what was read.
 * Used by one thread at a time.
 */
final class RequestBody {
  private static final int CHUNK = 8192;
  private static final byte[] NOTHING = {};

  private final Call call;
  private final Outgoing outgoing;
  private final CoroutineContext context;
  private final OutgoingContent content;
  private final boolean upgrades;
  private final byte @Nullable [] whole;
  private final @Nullable BodyCollector collector;
  private byte[] chunk = NOTHING;
  private byte[] surplus = NOTHING;
  private @Nullable ByteReadChannel source;
  private boolean isRead;

  // Set by whoever writes the body, and by whoever gives it up.
  private volatile @Nullable Throwable failure;
  private volatile @Nullable CancellationException abandoned;

  /**
   * Makes ready to read.
   *
   * @param call the call
   * @param outgoing its request
   * @param context what the execution runs in
   */
  RequestBody(Call call, Outgoing outgoing, CoroutineContext context) {
    this.call = call;
    this.outgoing = outgoing;
    this.context = context;
    OutgoingContent body = outgoing.request().getBody();
    this.content = Channels.IS_3 ? Wrapping.innermost(body) : body;
    this.upgrades =
        content instanceof ClientUpgradeContent
            || content instanceof OutgoingContent.ProtocolUpgrade;
    if (content instanceof OutgoingContent.ByteArrayContent) {
      whole = ((OutgoingContent.ByteArrayContent) content).bytes();
    } else {
      whole = content instanceof OutgoingContent.NoContent && !upgrades ? NOTHING : null;
    }
    collector = comesInPieces(content) ? call.collect(announced()) : null;
  }

  private static boolean comesInPieces(OutgoingContent content) {
    return content instanceof OutgoingContent.ReadChannelContent
        || content instanceof OutgoingContent.WriteChannelContent;
  }

  private long announced() {
    long header = outgoing.announced();
    Long length = content.getContentLength();
    return header >= 0 || length == null ? header : length;
  }

  /** Tells whether something is to be read before the body can be judged. */
  boolean isToBeRead() {
    return collector != null && !isRead && !collector.isFull();
  }

  /** Reads what comes next; a suspend function that gives {@link #take} its result. */
  Object read(Continuation<?> then) throws Throwable {
    if (source == null) {
      chunk = new byte[CHUNK];
      source = open();
    }
    return Channels.read(source, chunk, then);
  }

  private ByteReadChannel open() {
    return content instanceof OutgoingContent.ReadChannelContent
        ? ((OutgoingContent.ReadChannelContent) content).readFrom()
        : Channels.of((OutgoingContent.WriteChannelContent) content, this::unwritten, context);
  }

  /** Takes what was read; -1 for the end. */
  void take(int count) throws Throwable {
    if (count < 0) {
      isRead = true;
      if (source != null) {
        Channels.throwIfBroken(source);
      }
    } else if (collector != null && !collector.add(ByteBuffer.wrap(chunk, 0, count))) {
      surplus = Arrays.copyOf(chunk, count);
    }
  }

  /** Returns what the body failed with, of what its channel tells of. */
  Throwable cause(Throwable thrown) {
    Throwable own = failure;
    return own == null ? thrown : own;
  }

  /** Judges what was read. Once only. */
  Decision decide() {
    if (collector != null) {
      return collector.decide();
    }
    if (whole != null) {
      return call.whole(whole);
    }
    return call.unread(upgrades ? Exchange.Unread.WEBSOCKET : Exchange.Unread.DUPLEX, -1);
  }

  /**
   * Returns the body that leaves.
   *
   * @throws IllegalStateException where headers of a body that nobody can put back were edited
   */
  OutgoingContent leaving(Decision decision) {
    OutgoingContent asked = outgoing.request().getBody();
    boolean isEdited = outgoing.changesBodyHeaders();
    OutgoingContent of = isEdited ? asked : content;
    Headers headers = isEdited ? outgoing.bodyHeaders() : content.getHeaders();
    OutgoingContent body = body(decision, of, headers, isEdited);
    if (body == content) {
      return asked;
    }
    return Channels.IS_3 && !isEdited ? Wrapping.around(body, asked) : body;
  }

  private OutgoingContent body(
      Decision decision, OutgoingContent of, Headers headers, boolean isEdited) {
    byte[] judged = decision.body();
    if (whole != null) {
      if (judged == null && !isEdited) {
        return content;
      }
      byte[] bytes = judged == null ? whole : judged;
      outgoing.announce(Math.max(0, outgoing.announced() - whole.length + bytes.length));
      return new GovernedBytes(of, headers, bytes, length(whole.length, bytes.length));
    }
    if (collector == null) {
      if (isEdited) {
        throw new IllegalStateException("headers of a body that can't be put back");
      }
      return content;
    }
    if (collector.isFull()) {
      return source == null && !isEdited ? content : new GovernedStream(of, headers, this::rest);
    }
    byte[] bytes = judged == null ? collector.bytes() : judged;
    outgoing.announce(decision.length() < 0 ? bytes.length : decision.length());
    return new GovernedBytes(of, headers, bytes, length(collector.size(), bytes.length));
  }

  /** Keeps an unknown length unknown, and a wrong one wrong by as much. */
  private @Nullable Long length(int read, int sent) {
    Long announced = content.getContentLength();
    return announced == null ? null : Long.valueOf(Math.max(0, announced - read + sent));
  }

  /** Returns what was read of a body that is too large to be judged, and what comes behind it. */
  private ByteReadChannel rest() {
    ByteReadChannel from = source == null ? open() : source;
    byte[] read = collector == null ? NOTHING : collector.bytes();
    byte[] first = Arrays.copyOf(read, read.length + surplus.length);
    System.arraycopy(surplus, 0, first, read.length, surplus.length);
    return Channels.of(first, from, context);
  }

  /**
   * Learns that writing the body failed; returns what its coroutine fails with. What a body makes
   * of it that nobody reads on may be any failure, and would fail the call, which is answered.
   */
  private Throwable unwritten(Throwable thrown) {
    Throwable given = abandoned;
    if (given != null) {
      return given;
    }
    failure = thrown;
    return thrown;
  }

  /** Lets go of a body that is not sent. */
  void abandon() {
    if (source != null && !isRead) {
      isRead = true;
      CancellationException given = new CancellationException("the call is not made");
      abandoned = given;
      Channels.cancel(source, given);
    }
  }
}
