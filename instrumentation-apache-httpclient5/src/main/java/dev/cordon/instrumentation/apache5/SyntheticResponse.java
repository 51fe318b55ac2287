package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.SyntheticAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/** An answer that no server sent, as the asynchronous client would deliver it. */
final class SyntheticResponse {
  private static final CapacityChannel UNLIMITED = increment -> {};

  private final SyntheticAnswer answer;

  SyntheticResponse(SyntheticAnswer answer) {
    this.answer = answer;
  }

  HttpResponse head() {
    BasicHttpResponse response = new BasicHttpResponse(answer.status(), answer.reason());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.addHeader(header.getKey(), header.getValue());
    }
    return response;
  }

  EntityDetails details() {
    String type = answer.headers().get("content-type");
    return new BasicEntityDetails(
        answer.body().length, type == null ? null : ContentType.parse(type));
  }

  void deliver(@Nullable AsyncDataConsumer consumer) throws HttpException, IOException {
    if (consumer != null) {
      consumer.updateCapacity(UNLIMITED);
      consumer.consume(ByteBuffer.wrap(answer.body()));
      consumer.streamEnd(null);
    }
  }
}
