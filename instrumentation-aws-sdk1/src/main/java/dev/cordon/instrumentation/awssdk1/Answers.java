package dev.cordon.instrumentation.awssdk1;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.SyntheticAnswer;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.message.BasicHttpResponse;
import org.jspecify.annotations.Nullable;

/** The headers of an answer, and answers that no server gave. */
final class Answers implements HeaderSource {
  private final HttpResponse response;

  Answers(HttpResponse response) {
    this.response = response;
  }

  /** Returns an answer of policy's as the HTTP client would return it. */
  static HttpResponse made(SyntheticAnswer answer) {
    HttpResponse response =
        new BasicHttpResponse(HttpVersion.HTTP_1_1, answer.status(), answer.reason());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.addHeader(header.getKey(), header.getValue());
    }
    response.setEntity(new ByteArrayEntity(answer.body()));
    return response;
  }

  /** Takes out of an answer's head what is true of the bytes as they came alone. */
  static void dropLength(HttpResponse response) {
    response.removeHeaders("Content-Length");
    response.removeHeaders("Content-Encoding");
    response.removeHeaders("x-amz-crc32"); // the SDK checks it
  }

  @Override
  public @Nullable String first(String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (Header header : response.getAllHeaders()) {
      consumer.accept(header.getName(), header.getValue());
    }
  }
}
