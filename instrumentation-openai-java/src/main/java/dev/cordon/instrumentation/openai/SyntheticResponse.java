package dev.cordon.instrumentation.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import dev.cordon.engine.SyntheticAnswer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;

/** Policy's answer; the client makes its typed exception of it. */
final class SyntheticResponse implements HttpResponse {
  private final SyntheticAnswer answer;
  private final Headers headers;
  private final InputStream body;

  SyntheticResponse(SyntheticAnswer answer) {
    this.answer = answer;
    Headers.Builder builder = Headers.builder();
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      builder.put(header.getKey(), header.getValue());
    }
    headers = builder.build();
    body = new ByteArrayInputStream(answer.body());
  }

  @Override
  public int statusCode() {
    return answer.status();
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {}
}
