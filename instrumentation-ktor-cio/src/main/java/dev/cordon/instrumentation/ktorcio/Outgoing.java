package dev.cordon.instrumentation.ktorcio;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.Routing;
import io.ktor.client.request.HttpRequestData;
import io.ktor.http.ContentType;
import io.ktor.http.Headers;
import io.ktor.http.HeadersBuilder;
import io.ktor.http.URLUtilsKt;
import io.ktor.http.Url;
import io.ktor.http.content.OutgoingContent;
import io.ktor.util.Attributes;
import java.util.List;
import java.util.Locale;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;

/** A request on its way: described, edited, and made again. Used by one thread at a time. */
final class Outgoing implements HeadEditor {
  /** This client's name in reports. */
  static final String WHERE = "ktor-cio";

  private static final String LENGTH = "Content-Length";
  private static final Library LIBRARY = Library.of(WHERE, HttpRequestData.class);

  /** Where the application wanted a call that went to a gateway: a redirect shares its job. */
  private static final Attached<Job, Url> ROUTED = new Attached<>();

  private final HttpRequestData request;
  private Url url;
  private Headers headers;
  private final Headers ownBodyHeaders;
  private Headers bodyHeaders;
  private @Nullable Target target;

  private Outgoing(HttpRequestData request) {
    this.request = request;
    this.url = request.getUrl();
    this.headers = request.getHeaders();
    this.ownBodyHeaders = request.getBody().getHeaders();
    this.bodyHeaders = ownBodyHeaders;
  }

  /** Describes a request as the application makes it. */
  static RequestHead head(HttpRequestData request) {
    return new Outgoing(request).head();
  }

  /** Begins with a request, sent where policy wants it. */
  static Outgoing routed(HttpRequestData request) {
    Outgoing outgoing = new Outgoing(request);
    if (Routing.isAny()) {
      outgoing.route();
    }
    return outgoing;
  }

  private void route() {
    Target wanted = Routing.of(WHERE, head());
    Url earlier = ROUTED.get(request.getExecutionContext());
    boolean ledBack = earlier != null && !earlier.equals(request.getUrl());
    if (wanted == null || ledBack) {
      return; // a gateway that leads back to the vendor is refused where the call is judged
    }
    try {
      url = URLUtilsKt.Url(wanted.url());
      headers = without(headers, "Host").build();
      target = wanted;
      ROUTED.put(request.getExecutionContext(), request.getUrl());
    } catch (RuntimeException fault) {
      Cordon.fault(WHERE + " route", fault); // refused where it is judged
    }
  }

  RequestHead head() {
    ContentType type = request.getBody().getContentType();
    String path = url.getEncodedPath();
    String query = url.getEncodedQuery();
    return new RequestHead(
            LIBRARY,
            request.getMethod().getValue().toUpperCase(Locale.ROOT),
            url.getProtocol().getName().toLowerCase(Locale.ROOT),
            url.getHost(),
            url.getPort(),
            path.isEmpty() ? "/" : path,
            query.isEmpty() ? null : query,
            new Lines(headers, bodyHeaders, type == null ? null : type.toString()))
        .routed(target);
  }

  /** Returns the request as the application made it. */
  HttpRequestData request() {
    return request;
  }

  /** Returns the length that a header announces, as it goes before the body's own; -1 for none. */
  long announced() {
    String length = headers.get(LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length.trim());
    } catch (NumberFormatException notALength) {
      return -1;
    }
  }

  /** Announces another length where a header announces one. */
  void announce(long length) {
    if (length >= 0 && headers.contains(LENGTH)) {
      HeadersBuilder changed = without(headers, LENGTH);
      changed.append(LENGTH, Long.toString(length));
      headers = changed.build();
    }
  }

  /** Returns the headers that the body brings, as they were edited. */
  Headers bodyHeaders() {
    return bodyHeaders;
  }

  /** Tells whether those were edited: the body itself still has them as they were. */
  boolean changesBodyHeaders() {
    return bodyHeaders != ownBodyHeaders;
  }

  @Override
  public void query(@Nullable String encoded) {
    String whole = url.toString();
    int end = whole.indexOf('?');
    int fragment = whole.indexOf('#');
    end = end < 0 || (fragment >= 0 && fragment < end) ? fragment : end;
    String bare = end < 0 ? whole : whole.substring(0, end);
    url = URLUtilsKt.Url(encoded == null ? bare : bare + '?' + encoded);
  }

  @Override
  public void header(String name, List<String> values) {
    HeadersBuilder changed = without(headers, name);
    if (!values.isEmpty()) {
      changed.appendAll(name, values);
    }
    headers = changed.build();
    if (bodyHeaders.contains(name)) {
      bodyHeaders = without(bodyHeaders, name).build();
    }
  }

  private static HeadersBuilder without(Headers headers, String name) {
    HeadersBuilder builder = new HeadersBuilder();
    builder.appendAll(headers);
    builder.remove(name);
    return builder;
  }

  /** Makes the request that leaves. */
  HttpRequestData with(OutgoingContent body, Attributes attributes) {
    return new HttpRequestData(
        url, request.getMethod(), headers, body, request.getExecutionContext(), attributes);
  }
}
