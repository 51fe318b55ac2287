package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** A request as the engine sees it, and the changes to it. Not thread-safe. */
final class OutgoingRequest implements HeadEditor {
  private static final Library LIBRARY = Library.of("okhttp", OkHttpClient.class);

  private final Request request;
  private Request.@Nullable Builder builder;
  private Headers.@Nullable Builder headers;
  private @Nullable RequestBody body;

  OutgoingRequest(Request request) {
    this.request = request;
  }

  /** Describes a request as it will leave: OkHttp takes the content's type from the body. */
  static RequestHead head(Request request) {
    HttpUrl url = request.url();
    RequestBody body = request.body();
    MediaType type = body == null ? null : body.contentType();
    return new RequestHead(
        LIBRARY,
        request.method().toUpperCase(Locale.ROOT), // OkHttp sends any case
        url.scheme(),
        url.host(),
        url.port(),
        url.encodedPath(),
        url.encodedQuery(),
        new Lines(request.headers(), type == null ? null : type.toString()));
  }

  static HeaderSource lines(Headers headers) {
    return new Lines(headers, null);
  }

  @Override
  public void query(@Nullable String encoded) {
    builder().url(request.url().newBuilder().encodedQuery(encoded).build());
  }

  @Override
  public void header(String name, List<String> values) {
    if (headers == null) {
      headers = request.headers().newBuilder();
    }
    headers.removeAll(name);
    for (String value : values) {
      if (isAscii(value)) {
        headers.add(name, value);
      } else {
        headers.addUnsafeNonAscii(name, value); // only who can add such a header has one
      }
    }
  }

  void body(RequestBody newBody) {
    body = newBody;
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private Request.Builder builder() {
    if (builder == null) {
      builder = request.newBuilder();
    }
    return builder;
  }

  /** Returns the request with the changes; the very one when there are none. */
  Request build() {
    if (headers != null) {
      builder().headers(headers.build());
    }
    if (builder == null) {
      return body == null ? request : SameHead.with(request, body);
    }
    return body == null ? builder.build() : builder.method(request.method(), body).build();
  }

  /** The headers, with the type that the body has. Immutable. */
  private static final class Lines implements HeaderSource {
    private final Headers headers;
    private final @Nullable String type;

    Lines(Headers headers, @Nullable String type) {
      this.headers = headers;
      this.type = type;
    }

    /** The first as {@link HeaderSource} wants it; {@link Headers#get} is the last. */
    @Override
    public @Nullable String first(String name) {
      if (type != null && name.equalsIgnoreCase("content-type")) {
        return type;
      }
      for (int i = 0, size = headers.size(); i < size; i++) {
        if (name.equalsIgnoreCase(headers.name(i))) {
          return headers.value(i);
        }
      }
      return null;
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      for (int i = 0, size = headers.size(); i < size; i++) {
        if (type == null || !headers.name(i).equalsIgnoreCase("content-type")) {
          consumer.accept(headers.name(i), headers.value(i));
        }
      }
      if (type != null) {
        consumer.accept("Content-Type", type);
      }
    }
  }
}
