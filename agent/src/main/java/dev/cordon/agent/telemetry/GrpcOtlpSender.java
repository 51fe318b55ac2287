package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;

/** Sends OTLP over gRPC. The exporter is told that all went well, see {@link Delivery}. */
final class GrpcOtlpSender implements GrpcSender {
  private final Delivery delivery;

  GrpcOtlpSender(Delivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
    delivery.deliver(message);
    onResponse.accept(Accepted.RESPONSE);
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  /** What the exporter gets to see. */
  private static final class Accepted implements GrpcResponse {
    static final Accepted RESPONSE = new Accepted();

    @Override
    public GrpcStatusCode getStatusCode() {
      return GrpcStatusCode.OK;
    }

    @Override
    public String getStatusDescription() {
      return "";
    }

    @Override
    public byte[] getResponseMessage() {
      return new byte[0];
    }
  }
}
