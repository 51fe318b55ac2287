package dev.cordon.instrumentation.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.QueryParams;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.HeadEditor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A request as the engine sees it, and the changes to it. Since 3.x a request knows its base URL;
 * before, only the transport did, so the host is unknown here and the path begins behind the base.
 * Not thread-safe.
 */
final class OutgoingRequest implements HeadEditor {
  private static final Library LIBRARY = Library.of("openai-java", HttpRequest.class);
  private static final boolean KNOWS_BASE = knowsBase();

  /** The base URL of the last request: an application has one or two. */
  private static volatile @Nullable BaseUrl last;

  /** The path of the last request: most calls of an application have the same. */
  private static volatile @Nullable WholePath lastPath;

  private final HttpRequest.Builder builder;

  OutgoingRequest(HttpRequest request, HttpRequestBody body) {
    builder = request.toBuilder().body(body);
  }

  private static boolean knowsBase() {
    try {
      HttpRequest.class.getMethod("baseUrl");
      return true;
    } catch (NoSuchMethodException before3) {
      return false;
    }
  }

  /** Returns a request with another body. */
  static HttpRequest with(HttpRequest request, HttpRequestBody body) {
    String base = KNOWS_BASE ? request.baseUrl() : request.url();
    HttpRequest made = SameHead.with(request, base, body);
    return made == null ? new OutgoingRequest(request, body).build() : made;
  }

  /**
   * Returns a request to where policy sends it; the very one before 3.x, where the transport below
   * is asked the same, and one to a whole URL is refused.
   */
  static HttpRequest to(HttpRequest request, Target target) {
    BaseUrl base = base(request);
    return KNOWS_BASE && base != null
        ? request.toBuilder()
            .baseUrl(target.origin() + target.prefix() + base.path())
            .removeHeaders("Host")
            .build()
        : request;
  }

  /** Describes a request as it will leave: the transport takes the content's type from the body. */
  static RequestHead head(HttpRequest request, HttpRequestBody body) {
    BaseUrl base = base(request);
    return new RequestHead(
        LIBRARY,
        request.method().name(),
        base == null ? "https" : base.scheme(),
        base == null ? null : base.host(),
        base == null ? -1 : base.port(),
        path(request, base),
        query(request.queryParams()),
        new Lines(request.headers(), body.contentType()));
  }

  private static String path(HttpRequest request, @Nullable BaseUrl base) {
    String before = base == null ? "" : base.path();
    List<String> segments =
        KNOWS_BASE || base == null ? request.pathSegments() : Collections.<String>emptyList();
    WholePath known = lastPath;
    if (known == null || !known.before.equals(before) || !known.segments.equals(segments)) {
      known = new WholePath(before, segments);
      lastPath = known;
    }
    return known.path;
  }

  static HeaderSource lines(Headers headers) {
    return new Lines(headers, null);
  }

  /** Before 3.x {@code url()} is null, or the whole URL in the place of the path's segments. */
  private static @Nullable BaseUrl base(HttpRequest request) {
    String url = KNOWS_BASE ? request.baseUrl() : request.url();
    if (url == null) {
      return null;
    }
    BaseUrl base = last;
    if (base == null || !base.url().equals(url)) {
      base = BaseUrl.parse(url);
      last = base;
    }
    return base;
  }

  private static @Nullable String query(QueryParams parameters) {
    if (parameters.isEmpty()) {
      return null;
    }
    StringBuilder query = new StringBuilder();
    for (String name : parameters.keys()) {
      for (String value : parameters.values(name)) {
        query.append(query.length() == 0 ? "" : "&").append(PercentCoding.encode(name));
        query.append('=').append(PercentCoding.encode(value));
      }
    }
    return query.toString();
  }

  @Override
  public void query(@Nullable String encoded) {
    builder.queryParams(
        encoded == null
            ? Collections.<String, List<String>>emptyMap()
            : PercentCoding.parameters(encoded));
  }

  @Override
  public void header(String name, List<String> values) {
    builder.removeHeaders(name);
    for (String value : values) {
      builder.putHeader(name, value);
    }
  }

  HttpRequest build() {
    return builder.build();
  }

  /** A path and what it was made of. Immutable. */
  private static final class WholePath {
    final String before;
    final List<String> segments;
    final String path;

    WholePath(String before, List<String> segments) {
      StringBuilder all = new StringBuilder(64).append(before);
      for (String segment : segments) {
        all.append('/').append(PercentCoding.encode(segment));
      }
      this.before = before;
      this.segments = new ArrayList<>(segments);
      this.path = all.length() == 0 ? "/" : all.toString();
    }
  }

  /** The headers, with the type that the body has. Immutable. */
  private static final class Lines implements HeaderSource {
    private final Headers headers;
    private final @Nullable String type;

    Lines(Headers headers, @Nullable String type) {
      this.headers = headers;
      this.type = type;
    }

    @Override
    public @Nullable String first(String name) {
      if (type != null && name.equalsIgnoreCase("content-type")) {
        return type;
      }
      List<String> values = headers.values(name);
      return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      for (String name : headers.names()) {
        if (type != null && name.equalsIgnoreCase("content-type")) {
          continue;
        }
        List<String> values = headers.values(name);
        for (int i = 0; i < values.size(); i++) { // an iterator for each line is most of its cost
          consumer.accept(name, values.get(i));
        }
      }
      if (type != null) {
        consumer.accept("Content-Type", type);
      }
    }
  }
}
