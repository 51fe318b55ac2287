package dev.cordon.instrumentation.netty;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What begins a request on HTTP/2 (RFC 9113, 8.3.1), as it will be written: the headers are the
 * request's own. Used by one thread.
 */
final class Http2Head implements HeadEditor, HeaderSource {
  private final Channel channel;
  private final Http2Headers headers;

  Http2Head(Channel channel, Http2Headers headers) {
    this.channel = channel;
    this.headers = headers;
  }

  /** Returns the head as it is now. */
  RequestHead head() {
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
        this);
  }

  private static String text(@Nullable CharSequence value) {
    return value == null ? "" : value.toString();
  }

  @Override
  public void query(@Nullable String encoded) {
    String target = text(headers.path());
    int mark = target.indexOf('?');
    String bare = mark < 0 ? target : target.substring(0, mark);
    headers.path(encoded == null ? bare : bare + '?' + encoded);
  }

  @Override
  public void header(String name, List<String> values) {
    String lower = name.toLowerCase(Locale.ROOT);
    headers.remove(lower);
    for (String value : values) {
      headers.add(lower, value);
    }
  }

  @Override
  public @Nullable String first(String name) {
    CharSequence value = headers.get(name.toLowerCase(Locale.ROOT));
    return value == null ? null : value.toString();
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (Map.Entry<CharSequence, CharSequence> line : headers) {
      String name = line.getKey().toString();
      if (!name.startsWith(":")) {
        consumer.accept(name, line.getValue().toString());
      }
    }
  }
}
