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
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * An application with spans and baggage of its own around what it asks a model. It uses the
 * OpenTelemetry API; with {@code app.endpoint} it brings its own SDK too.
 */
public final class Main {
  private static final HttpClient JAVA_HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
  private static final OkHttpClient OKHTTP = new OkHttpClient();

  /** Sends a body with further headers, names and values in turn, and returns the answer's. */
  private interface Sender {
    String send(String url, String body, String... headers) throws Exception;
  }

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
    new Runner()
        .add("ask", a -> ask(Main::javaHttp, a))
        .add("javahttp", a -> ask(Main::javaHttp, a))
        .add("okhttp", a -> ask(Main::okHttp, a))
        .serveAndExit();
  }

  private static String ask(Sender sender, String[] a) throws Exception {
    Span span = GlobalOpenTelemetry.getTracer("shop").spanBuilder("GET /shop").startSpan();
    try (Scope current = span.makeCurrent();
        Scope baggage = Baggage.current().toBuilder().put("user", "jane").build().makeCurrent()) {
      return a.length > 2 ? sender.send(a[0], a[1], a[2], a[3]) : sender.send(a[0], a[1]);
    } finally {
      span.end();
    }
  }

  private static String javaHttp(String url, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return JAVA_HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String okHttp(String url, String body, String... headers) throws Exception {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .post(RequestBody.create(body, MediaType.get("application/json")));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (Response response = OKHTTP.newCall(request.build()).execute()) {
      return response.body().string();
    }
  }
}
