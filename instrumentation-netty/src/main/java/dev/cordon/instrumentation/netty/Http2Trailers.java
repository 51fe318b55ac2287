package dev.cordon.instrumentation.netty;

import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.Leaving;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lines behind a request's body (RFC 9113, 8.1), looked at as headers are that are added to a
 * request which was judged: those that are there change, none is added. Used by one thread.
 */
final class Http2Trailers implements HeadEditor {
  private Http2Headers lines;
  private boolean changed;

  private Http2Trailers(Http2Headers lines) {
    this.lines = lines;
  }

  /**
   * Returns what may leave: the very lines unless something changed; none where that could not be
   * told.
   *
   * @param decision what was decided of the request
   * @param head the request's
   * @param lines what stands behind its body
   */
  static Http2Headers judged(Decision decision, RequestHead head, Http2Headers lines) {
    RequestHead leaving = head.with(new Http2Lines(lines));
    Http2Trailers trailers = new Http2Trailers(lines);
    boolean told = Leaving.apply(CallHandler.WHERE, decision.exchange(), leaving, trailers);
    return told ? trailers.lines : new DefaultHttp2Headers(false);
  }

  @Override
  public void query(@Nullable String encoded) {}

  @Override
  public void header(String name, List<String> values) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lines.contains(lower)) {
      return;
    }
    if (!changed) {
      changed = true;
      lines = Http2Head.copy(lines, new DefaultHttp2Headers(false));
    }
    lines.remove(lower);
    for (String value : values) {
      lines.add(lower, value);
    }
  }
}
