package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;

/** A sender of OTLP over HTTP whose results are watched. Thread-safe. */
final class WatchedHttpSender implements HttpSender {
  private final HttpSender sender;
  private final ExportWatch watch;

  WatchedHttpSender(HttpSender sender, ExportWatch watch) {
    this.sender = sender;
    this.watch = watch;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    sender.send(
        message,
        response -> {
          int status = response.getStatusCode();
          if (status >= 200 && status < 300) {
            watch.accepted(response.getResponseBody());
          } else {
            watch.refused("HTTP status " + status);
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
