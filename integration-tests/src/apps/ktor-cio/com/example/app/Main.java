package com.example.app;

import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.cio.CIO;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.HttpResponseKt;
import io.ktor.client.statement.HttpStatement;
import io.ktor.http.ContentType;
import io.ktor.http.HttpMethod;
import io.ktor.http.content.OutgoingContent;
import io.ktor.http.content.OutputStreamContent;
import io.ktor.http.content.TextContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.text.Charsets;
import kotlinx.coroutines.BuildersKt;

/** An application that uses Ktor's CIO engine, which has sockets and TLS of its own; 2 and 3. */
public final class Main {
  private static final int PIECE = 7;
  private static final ContentType JSON = ContentType.Application.INSTANCE.getJson();
  private static final HttpClient CLIENT =
      HttpClientKt.HttpClient(CIO.INSTANCE, config -> Unit.INSTANCE);

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> post(a[0], new TextContent(a[1], JSON, null)))
        .add("chunked", a -> post(a[0], pieces(a[1])))
        .serveAndExit();
  }

  private static OutgoingContent pieces(String text) {
    return new OutputStreamContent((out, then) -> write(text, out), JSON, null, null);
  }

  private static Unit write(String text, OutputStream out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      for (int at = 0; at < bytes.length; at += PIECE) {
        out.write(bytes, at, Math.min(PIECE, bytes.length - at));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Unit.INSTANCE;
  }

  /** Returns status, content type and text, each on its line. */
  private static String post(String url, OutgoingContent body) throws InterruptedException {
    HttpRequestBuilder request = new HttpRequestBuilder();
    HttpRequestKt.url(request, url);
    request.setMethod(HttpMethod.Companion.getPost());
    request.setBody(body);
    HttpResponse answer =
        BuildersKt.runBlocking(
            EmptyCoroutineContext.INSTANCE,
            (scope, then) -> new HttpStatement(request, CLIENT).execute(then));
    String text =
        BuildersKt.runBlocking(
            EmptyCoroutineContext.INSTANCE,
            (scope, then) -> HttpResponseKt.bodyAsText(answer, Charsets.UTF_8, then));
    return answer.getStatus().getValue()
        + "\n"
        + answer.getHeaders().get("Content-Type")
        + "\n"
        + text;
  }
}
