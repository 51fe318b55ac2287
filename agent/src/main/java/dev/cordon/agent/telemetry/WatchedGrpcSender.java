package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;

/** A sender of OTLP over gRPC whose results are watched. Thread-safe. */
final class WatchedGrpcSender implements GrpcSender {
  private final GrpcSender sender;
  private final ExportWatch watch;

  WatchedGrpcSender(GrpcSender sender, ExportWatch watch) {
    this.sender = sender;
    this.watch = watch;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
    sender.send(
        message,
        response -> {
          GrpcStatusCode status = response.getStatusCode();
          if (status == GrpcStatusCode.OK) {
            watch.accepted(response.getResponseMessage());
          } else {
            watch.refused("gRPC status " + status.getValue());
          }
          onResponse.accept(response);
        },
        watch.broken(onError));
  }

  @Override
  public CompletableResultCode shutdown() {
    return sender.shutdown();
  }
}
