package dev.cordon.instrumentation.openai;

import com.openai.core.http.HttpRequest;
import com.openai.core.http.QueryParams;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Describes requests. Since 3.x a request knows its base URL; before, only the transport did, so
 * the host is unknown here and the path begins behind the base.
 */
final class RequestHeads {
  private static final Library LIBRARY =
      new Library("openai-java", HttpRequest.class.getClassLoader());
  private static final boolean KNOWS_BASE = knowsBase();

  /** The base URL of the last request: an application has one or two. */
  private static volatile @Nullable BaseUrl last;

  private RequestHeads() {}

  private static boolean knowsBase() {
    try {
      HttpRequest.class.getMethod("baseUrl");
      return true;
    } catch (NoSuchMethodException before3) {
      return false;
    }
  }

  static RequestHead of(HttpRequest request) {
    BaseUrl base = base(request);
    StringBuilder path = new StringBuilder(64);
    if (base != null) {
      path.append(base.path());
    }
    if (KNOWS_BASE || base == null) {
      for (String segment : request.pathSegments()) {
        path.append('/').append(PercentCoding.encode(segment));
      }
    }
    return new RequestHead(
        LIBRARY,
        request.method().name(),
        base == null ? "https" : base.scheme(),
        base == null ? null : base.host(),
        base == null ? -1 : base.port(),
        path.length() == 0 ? "/" : path.toString(),
        query(request.queryParams()),
        new OpenAiHeaders(request.headers()));
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
}
