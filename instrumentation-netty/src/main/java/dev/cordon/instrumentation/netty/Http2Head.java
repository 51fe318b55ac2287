package dev.cordon.instrumentation.netty;

import dev.cordon.engine.RequestHead;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What begins a request on HTTP/2 (RFC 9113, 8.3.1). Used by one thread at a time. */
final class Http2Head implements EditedHead {
  private static final String LENGTH = "content-length";

  private final Channel channel;
  private final Http2Headers original;
  private Http2Headers headers;

  Http2Head(Channel channel, Http2Headers headers) {
    this.channel = channel;
    this.original = headers;
    this.headers = headers;
  }

  /**
   * Copies all lines: some clients' own can't be changed.
   *
   * @param to empty
   * @return the copy
   */
  static Http2Headers copy(Http2Headers original, Http2Headers to) {
    for (Map.Entry<CharSequence, CharSequence> line : original) {
      to.add(line.getKey(), line.getValue());
    }
    return to;
  }

  @Override
  public RequestHead head() {
    String target = text(headers.path());
    int mark = target.indexOf('?');
    CharSequence named = headers.authority() == null ? headers.get("host") : headers.authority();
    Authority authority = Authority.of(text(named), channel);
    CharSequence scheme = headers.scheme();
    return new RequestHead(
        Outgoing.LIBRARY,
        text(headers.method()),
        scheme == null ? "http" : scheme.toString(),
        authority.host(),
        authority.port(),
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? null : target.substring(mark + 1),
        new Http2Lines(headers));
  }

  private static String text(@Nullable CharSequence value) {
    return value == null ? "" : value.toString();
  }

  /** Returns what is to be written: the application's own object unless something changed. */
  Http2Headers headers() {
    return headers;
  }

  /** Tells whether something changed. */
  boolean isChanged() {
    return headers != original;
  }

  /** Tells whether this is a method. */
  boolean isMethod(String name) {
    return text(headers.method()).equals(name);
  }

  /** Returns a header's value as it is now, or the empty text. */
  String line(String name) {
    return text(headers.get(name));
  }

  /** Returns the length that is announced, or -1. */
  long announced() {
    try {
      return Math.max(-1, Long.parseLong(line(LENGTH).trim()));
    } catch (NumberFormatException notALength) {
      return -1;
    }
  }

  @Override
  public void query(@Nullable String encoded) {
    String target = text(headers.path());
    int mark = target.indexOf('?');
    String bare = mark < 0 ? target : target.substring(0, mark);
    own().path(encoded == null ? bare : bare + '?' + encoded);
  }

  @Override
  public void header(String name, List<String> values) {
    String lower = name.toLowerCase(Locale.ROOT);
    own().remove(lower);
    for (String value : values) {
      headers.add(lower, value);
    }
  }

  @Override
  public void length(long bytes) {
    if (bytes >= 0 && headers.contains(LENGTH)) {
      own().set(LENGTH, Long.toString(bytes));
    }
  }

  private Http2Headers own() {
    if (headers == original) {
      headers = copy(original, new DefaultHttp2Headers(false));
    }
    return headers;
  }
}
