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
import io.ktor.http.content.TextContent;
import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.text.Charsets;
import kotlinx.coroutines.BuildersKt;

/** An application that uses Ktor's CIO engine, which has sockets of its own and no Netty. */
public final class Main {
  private static final HttpClient CLIENT =
      HttpClientKt.HttpClient(CIO.INSTANCE, config -> Unit.INSTANCE);

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner().add("post", a -> post(a[0], a[1])).serveAndExit();
  }

  private static String post(String url, String body) throws InterruptedException {
    HttpRequestBuilder request = new HttpRequestBuilder();
    HttpRequestKt.url(request, url);
    request.setMethod(HttpMethod.Companion.getPost());
    request.setBody(new TextContent(body, ContentType.Application.INSTANCE.getJson(), null));
    HttpResponse answer =
        BuildersKt.runBlocking(
            EmptyCoroutineContext.INSTANCE,
            (scope, then) -> new HttpStatement(request, CLIENT).execute(then));
    return BuildersKt.runBlocking(
        EmptyCoroutineContext.INSTANCE,
        (scope, then) -> HttpResponseKt.bodyAsText(answer, Charsets.UTF_8, then));
  }
}
