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
import java.lang.reflect.Method;
import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.text.Charsets;
import kotlinx.coroutines.BuildersKt;

/** Asks with Ktor's client on its CIO engine. */
final class Client implements AutoCloseable {
  private final HttpClient client = HttpClientKt.HttpClient(CIO.INSTANCE, config -> Unit.INSTANCE);

  String ask(String vendor, String prompt) throws Exception {
    HttpRequestBuilder request = new HttpRequestBuilder();
    HttpRequestKt.url(request, vendor + Chat.PATH);
    request.setMethod(HttpMethod.Companion.getPost());
    request.setBody(
        new TextContent(Chat.body(prompt), ContentType.Application.INSTANCE.getJson(), null));
    HttpResponse answer =
        BuildersKt.runBlocking(
            EmptyCoroutineContext.INSTANCE,
            (scope, then) -> new HttpStatement(request, client).execute(then));
    return BuildersKt.runBlocking(
        EmptyCoroutineContext.INSTANCE,
        (scope, then) -> HttpResponseKt.bodyAsText(answer, Charsets.UTF_8, then));
  }

  /** Kotlin's threads are shared by all that one loader loads: they end here alone. */
  @Override
  public void close() throws Exception {
    client.close();
    Class<?> dispatchers = Class.forName("kotlinx.coroutines.Dispatchers");
    Method end = dispatchers.getMethod("shutdown");
    end.invoke(dispatchers.getField("INSTANCE").get(null));
  }
}
