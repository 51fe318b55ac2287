package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;

/** Sends OTLP over HTTP/1.1. The exporter is told that all went well, see {@link Delivery}. */
final class OtlpSender implements HttpSender {
  private final Delivery delivery;

  OtlpSender(Delivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    delivery.deliver(message);
    onResponse.accept(Accepted.RESPONSE);
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  /** What the exporter gets to see. */
  private static final class Accepted implements HttpResponse {
    static final Accepted RESPONSE = new Accepted();

    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    public String getStatusMessage() {
      return "OK";
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }
}
