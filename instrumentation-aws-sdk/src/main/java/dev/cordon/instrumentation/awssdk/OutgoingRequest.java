package dev.cordon.instrumentation.awssdk;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.HeadEditor;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpHeaders;

/** A request that isn't signed yet, as the engine sees it, and the changes to it. */
final class OutgoingRequest implements HeadEditor {
  private static final Library LIBRARY =
      new Library("aws-sdk", SdkHttpFullRequest.class.getClassLoader());
  private static final String LENGTH = "Content-Length";

  private final SdkHttpFullRequest.Builder request;

  OutgoingRequest(SdkHttpFullRequest.Builder request) {
    this.request = request;
  }

  /** Describes a request. Copies neither headers nor parameters. */
  static RequestHead head(SdkHttpFullRequest.Builder request) {
    Integer port = request.port();
    String path = request.encodedPath();
    String protocol = request.protocol();
    return new RequestHead(
        LIBRARY,
        request.method() == null ? "GET" : request.method().name(),
        protocol == null ? "https" : protocol,
        request.host(),
        port == null ? -1 : port,
        path == null || path.isEmpty() ? "/" : path,
        request.numRawQueryParameters() == 0 ? null : request.encodedQueryParameters().orElse(null),
        new Lines(request));
  }

  /** Sends a request where policy wants it, before it is signed. */
  static void send(SdkHttpFullRequest.Builder request, Target target) {
    request
        .protocol(target.scheme())
        .host(target.host())
        .port(target.port() < 0 ? null : target.port())
        .encodedPath(target.path());
  }

  static HeaderSource lines(SdkHttpHeaders headers) {
    return new Lines(headers);
  }

  /** Returns the length in bytes that the request announces, or -1. */
  long announcedLength() {
    String length = request.firstMatchingHeader(LENGTH).orElse(null);
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
    request.contentStreamProvider(() -> new ByteArrayInputStream(bytes));
    if (length >= 0 && length != announcedLength()) {
      request.putHeader(LENGTH, Long.toString(length));
    }
  }

  @Override
  public void query(@Nullable String encoded) {
    request.clearQueryParameters();
    if (encoded == null) {
      return;
    }
    for (String parameter : encoded.split("&")) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? null : PercentCoding.decode(parameter.substring(equals + 1));
      request.appendRawQueryParameter(PercentCoding.decode(name), value);
    }
  }

  @Override
  public void header(String name, List<String> values) {
    if (values.isEmpty()) {
      request.removeHeader(name);
    } else {
      request.putHeader(name, values);
    }
  }

  /** The headers of a request or an answer. */
  private static final class Lines implements HeaderSource {
    private final SdkHttpHeaders headers;

    Lines(SdkHttpHeaders headers) {
      this.headers = headers;
    }

    @Override
    public @Nullable String first(String name) {
      return headers.firstMatchingHeader(name).orElse(null);
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      headers.forEachHeader(
          (name, values) -> {
            for (String value : values) {
              consumer.accept(name, value);
            }
          });
    }
  }
}
