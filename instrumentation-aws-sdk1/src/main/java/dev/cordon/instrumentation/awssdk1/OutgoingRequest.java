package dev.cordon.instrumentation.awssdk1;

import com.amazonaws.Request;
import com.amazonaws.util.SdkHttpUtils;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.HeadEditor;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request that isn't signed yet, as the engine sees it, and the changes to it. */
final class OutgoingRequest implements HeadEditor, HeaderSource {
  /** This client's name in reports. */
  static final String WHERE = "aws-sdk1";

  private static final Library LIBRARY = Library.of("aws-sdk", Request.class);
  private static final String LENGTH = "Content-Length";

  private final Request<?> request;

  OutgoingRequest(Request<?> request) {
    this.request = request;
  }

  /**
   * Describes the request: its URL is what the SDK will make of it. Parameters are no part of a
   * body here, as they are of a POST without one: AI calls have one.
   */
  RequestHead head() {
    URI to =
        URI.create(
            SdkHttpUtils.appendUri(
                request.getEndpoint().toString(), request.getResourcePath(), true));
    return head(request.getHttpMethod().name(), to, SdkHttpUtils.encodeParameters(request), this);
  }

  /** Describes a request to somewhere else. */
  static RequestHead head(String method, URI to) {
    return head(method, to, to.getRawQuery(), HeaderSource.NONE);
  }

  private static RequestHead head(
      String method, URI to, @Nullable String query, HeaderSource headers) {
    String scheme = to.getScheme();
    String path = to.getRawPath();
    return new RequestHead(
        LIBRARY,
        method,
        scheme == null ? "https" : scheme.toLowerCase(Locale.ROOT),
        to.getHost(),
        to.getPort(),
        path == null || path.isEmpty() ? "/" : path,
        query == null || query.isEmpty() ? null : query,
        headers);
  }

  /** Sends the request where policy wants it, before it is signed. */
  void send(Target target) {
    String port = target.port() < 0 ? "" : ":" + target.port();
    request.setEndpoint(URI.create(target.scheme() + "://" + target.host() + port));
    request.setResourcePath(target.path());
  }

  /** Returns the length in bytes that the request announces, or -1. */
  long announcedLength() {
    String length = first(LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length.trim());
    } catch (NumberFormatException notALength) {
      return -1;
    }
  }

  /**
   * Replaces the body.
   *
   * @param bytes the body
   * @param length what to announce; -1 leaves an unknown length unknown
   */
  void body(byte[] bytes, long length) {
    request.setContent(new ByteArrayInputStream(bytes));
    if (length >= 0 && length != announcedLength()) {
      header(LENGTH, Collections.singletonList(Long.toString(length)));
    }
  }

  @Override
  public void query(@Nullable String encoded) {
    request.getParameters().clear();
    if (encoded == null) {
      return;
    }
    for (String parameter : encoded.split("&")) {
      int equals = parameter.indexOf('=');
      request.addParameter(
          decode(equals < 0 ? parameter : parameter.substring(0, equals)),
          equals < 0 ? null : decode(parameter.substring(equals + 1)));
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }

  /** The SDK knows one value of a header: RFC 9110, 5.2 joins several. */
  @Override
  public void header(String name, List<String> values) {
    request.getHeaders().keySet().removeIf(name::equalsIgnoreCase);
    if (!values.isEmpty()) {
      request.addHeader(name, String.join(", ", values));
    }
  }

  @Override
  public @Nullable String first(String name) {
    for (Map.Entry<String, String> header : request.getHeaders().entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue();
      }
    }
    return null;
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    request.getHeaders().forEach(consumer);
  }
}
