package com.example.app;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * An application with spans of its own around what it asks a model. It uses the OpenTelemetry API;
 * with {@code app.endpoint} it brings its own SDK too.
 */
public final class Main {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Main() {}

  public static void main(String[] args) throws Exception {
    String endpoint = System.getProperty("app.endpoint");
    if (endpoint != null) {
      OtlpHttpSpanExporter exporter =
          OtlpHttpSpanExporter.builder().setEndpoint(endpoint + "/v1/traces").build();
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .buildAndRegisterGlobal();
    }
    new Runner().add("ask", a -> ask(a[0], a[1])).serveAndExit();
  }

  private static String ask(String url, String body) throws Exception {
    Span span = GlobalOpenTelemetry.getTracer("shop").spanBuilder("GET /shop").startSpan();
    try (Scope current = span.makeCurrent();
        Scope baggage = Baggage.current().toBuilder().put("user", "jane").build().makeCurrent()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } finally {
      span.end();
    }
  }
}
