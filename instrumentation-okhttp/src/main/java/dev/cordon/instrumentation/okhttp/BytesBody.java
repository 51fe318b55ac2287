package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.Exchange;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a body, or what became of it, to be sent in its place. It is typed, framed and
 * retried as the original would have been.
 */
final class BytesBody extends RequestBody {
  private static final byte[] NONE = {};

  /** {@code isOneShot} and {@code isDuplex} came with OkHttp 3.14. */
  private static final boolean TELL_KIND = tellKind();

  private final RequestBody original;
  private final byte[] bytes;
  private final long length;

  private BytesBody(RequestBody original, byte[] bytes, long length) {
    this.original = original;
    this.bytes = bytes;
    this.length = length;
  }

  private static boolean tellKind() {
    try {
      RequestBody.class.getMethod("isOneShot");
      return RequestBody.class.getMethod("isDuplex") != null;
    } catch (NoSuchMethodException before314) {
      return false;
    }
  }

  /** Has a request judged with its body. */
  static Decision decide(Call call, Request request) throws IOException {
    RequestBody body = request.body();
    if ("websocket".equalsIgnoreCase(request.header("Upgrade"))) {
      return Sockets.isOpening(request)
          ? call.handshake()
          : call.unread(Exchange.Unread.WEBSOCKET, -1);
    }
    if (body == null) {
      return call.whole(NONE);
    }
    if (TELL_KIND && body.isDuplex()) {
      return call.unread(Exchange.Unread.DUPLEX, -1);
    }
    return call.read(
        target -> {
          BufferedSink sink = Okio.buffer(Okio.sink(target));
          body.writeTo(sink);
          sink.close(); // as OkHttp does: a body may have closed it already
        },
        body.contentLength());
  }

  /** Returns the body to send: the original when it was not read. */
  static @Nullable RequestBody of(@Nullable RequestBody original, Decision decision) {
    byte[] bytes = decision.body();
    return original == null || bytes == null
        ? original
        : new BytesBody(original, bytes, decision.length());
  }

  /** Returns a request with the application's body where ours was sent. */
  static Request unwrapped(Request request) {
    RequestBody body = request.body();
    return body instanceof BytesBody
        ? SameHead.with(request, ((BytesBody) body).original)
        : request;
  }

  @Override
  public @Nullable MediaType contentType() {
    return original.contentType();
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public boolean isOneShot() {
    return TELL_KIND && original.isOneShot();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
