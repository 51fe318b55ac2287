package dev.cordon.instrumentation.netty;

import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.Leaving;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines behind a request's body (RFC 9112, 7.1.2), looked at as headers are that are added to a
 * request which was judged: those that are there change, none is added. The application's object
 * stays as it is. Used by one thread.
 */
final class Trailers implements HeadEditor {
  private HttpHeaders lines;
  private boolean changed;

  private Trailers(HttpHeaders lines) {
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
  static HttpHeaders judged(Decision decision, RequestHead head, HttpHeaders lines) {
    if (lines.isEmpty()) {
      return lines;
    }
    Trailers trailers = new Trailers(lines);
    RequestHead leaving = head.with(new Lines(lines));
    boolean told = Leaving.apply(CallHandler.WHERE, decision.exchange(), leaving, trailers);
    return told ? trailers.lines : new DefaultHttpHeaders(false);
  }

  /** Returns a piece of a body as it may leave: the very piece unless lines behind it change. */
  static Object judged(Decision decision, RequestHead head, Object piece) {
    if (!(piece instanceof LastHttpContent)) {
      return piece;
    }
    LastHttpContent last = (LastHttpContent) piece;
    HttpHeaders now = judged(decision, head, last.trailingHeaders());
    if (now == last.trailingHeaders()) {
      return piece;
    }
    LastHttpContent leaving = new DefaultLastHttpContent(last.content(), false);
    leaving.trailingHeaders().set(now);
    return leaving;
  }

  @Override
  public void query(@Nullable String encoded) {}

  @Override
  public void header(String name, List<String> values) {
    if (!lines.contains(name)) {
      return;
    }
    if (!changed) {
      changed = true;
      HttpHeaders own = new DefaultHttpHeaders(false);
      for (Map.Entry<String, String> line : lines) {
        own.add(line.getKey(), line.getValue());
      }
      lines = own;
    }
    lines.remove(name);
    lines.add(name, values);
  }
}
