package dev.cordon.instrumentation.ktorcio;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.Reply;
import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientConfig;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.cio.CIO;
import io.ktor.client.engine.cio.CIOEngineConfig;
import io.ktor.client.plugins.HttpClientPlugin;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.HttpResponseKt;
import io.ktor.client.statement.HttpStatement;
import io.ktor.http.ContentType;
import io.ktor.http.HttpMethod;
import io.ktor.http.content.ByteArrayContent;
import io.ktor.http.content.OutgoingContent;
import io.ktor.http.content.OutputStreamContent;
import io.ktor.utils.io.ByteReadChannel;
import io.ktor.utils.io.jvm.javaio.BlockingKt;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function1;
import kotlin.text.Charsets;
import kotlinx.coroutines.BuildersKt;

/** Calls Ktor's client as an application in Java would. */
final class KtorClient {
  private static final int SECONDS = 30;
  private static final int PIECE = 7;

  private KtorClient() {}

  /** Makes a client. */
  static HttpClient with(Function1<HttpClientConfig<CIOEngineConfig>, Unit> config) {
    return HttpClientKt.HttpClient(CIO.INSTANCE, config);
  }

  /** Makes a client that follows the redirect of a POST too. */
  static HttpClient followingEveryRedirect() {
    return with(
        config -> {
          config.install(
              redirects(),
              settings -> {
                try {
                  settings
                      .getClass()
                      .getMethod("setCheckHttpMethod", boolean.class)
                      .invoke(settings, false);
                } catch (ReflectiveOperationException e) {
                  throw new LinkageError(e.getMessage(), e);
                }
                return Unit.INSTANCE;
              });
          return Unit.INSTANCE;
        });
  }

  /** The plugin is an object of its class in Ktor 2, and a property in Ktor 3. */
  @SuppressWarnings("unchecked")
  private static HttpClientPlugin<Object, Object> redirects() {
    try {
      ClassLoader loader = KtorClient.class.getClassLoader();
      Class<?> three = Class.forName("io.ktor.client.plugins.HttpRedirectKt", true, loader);
      for (Method method : three.getMethods()) {
        if (method.getName().equals("getHttpRedirect")) {
          return (HttpClientPlugin<Object, Object>) method.invoke(null);
        }
      }
      return (HttpClientPlugin<Object, Object>)
          Class.forName("io.ktor.client.plugins.HttpRedirect", true, loader)
              .getField("Plugin")
              .get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Describes a request as a client is asked for it. */
  static HttpRequestBuilder request(Ask ask) {
    HttpRequestBuilder request = request(ask.method(), ask.url(), content(ask));
    ask.headers().forEach(line -> request.getHeaders().append(line.getKey(), line.getValue()));
    return request;
  }

  /** Describes a request with a body of any kind. */
  static HttpRequestBuilder request(String method, String url, OutgoingContent content) {
    HttpRequestBuilder request = new HttpRequestBuilder();
    HttpRequestKt.url(request, url);
    request.setMethod(new HttpMethod(method));
    request.setBody(content);
    return request;
  }

  private static OutgoingContent content(Ask ask) {
    ContentType type = ContentType.Companion.parse(ask.contentType());
    byte[] body = ask.body();
    if (ask.framing() == Framing.WHOLE) {
      return new ByteArrayContent(body, type, null);
    }
    if (ask.framing() == Framing.CHUNKED) {
      return new OutputStreamContent((out, then) -> write(body, out), type, null, null);
    }
    return new OutgoingContent.ReadChannelContent() {
      private boolean isRead;

      @Override
      public ContentType getContentType() {
        return type;
      }

      @Override
      public Long getContentLength() {
        return (long) body.length;
      }

      @Override
      public ByteReadChannel readFrom() {
        if (isRead) {
          throw new IllegalStateException("the body can be had once");
        }
        isRead = true;
        return Channels.of(body, EmptyCoroutineContext.INSTANCE);
      }
    };
  }

  private static Unit write(byte[] body, OutputStream out) {
    int piece = Math.max(PIECE, body.length / 4);
    try {
      for (int at = 0; at < body.length; at += piece) {
        out.write(body, at, Math.min(piece, body.length - at));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Unit.INSTANCE;
  }

  /** Sends a request and reads its answer as it comes. */
  static Reply send(HttpClient client, HttpRequestBuilder request) throws Exception {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    CountDownLatch closed = new CountDownLatch(1);
    HttpStatement statement = new HttpStatement(request, client);
    Thread thread =
        new Thread(
            () -> {
              try {
                BuildersKt.runBlocking(
                    EmptyCoroutineContext.INSTANCE,
                    (scope, then) ->
                        statement.execute(
                            (answer, after) -> held(answer, reply, closed), KtorClient.unit(then)));
              } catch (Throwable failed) {
                reply.completeExceptionally(failed);
              }
            },
            "ktor-call");
    thread.setDaemon(true);
    thread.start();
    try {
      return reply.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
    }
  }

  /** Holds an answer open, as the code of an application that reads it. */
  private static Unit held(
      HttpResponse answer, CompletableFuture<Reply> reply, CountDownLatch closed) {
    InputStream body =
        new FilterInputStream(BlockingKt.toInputStream(channel(answer), null)) {
          @Override
          public void close() throws IOException {
            closed.countDown();
          }
        };
    reply.complete(new Reply(answer.getStatus().getValue(), answer.getHeaders()::get, body));
    try {
      closed.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Unit.INSTANCE;
  }

  private static ByteReadChannel channel(HttpResponse answer) {
    try {
      return BuildersKt.runBlocking(
          EmptyCoroutineContext.INSTANCE,
          (scope, then) -> HttpResponseKt.bodyAsChannel(answer, unit(then)));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a request and waits for the whole answer. */
  static HttpResponse answer(HttpClient client, HttpRequestBuilder request) throws Exception {
    return BuildersKt.runBlocking(
        EmptyCoroutineContext.INSTANCE,
        (scope, then) -> new HttpStatement(request, client).execute(unit(then)));
  }

  /** Returns the text of an answer. */
  static String text(HttpResponse answer) throws Exception {
    return BuildersKt.runBlocking(
        EmptyCoroutineContext.INSTANCE,
        (scope, then) -> HttpResponseKt.bodyAsText(answer, Charsets.UTF_8, unit(then)));
  }

  /** Kotlin's continuations take what is wider, Java's generics say so less well. */
  @SuppressWarnings("unchecked")
  static <T> Continuation<T> unit(Continuation<?> then) {
    return (Continuation<T>) then;
  }
}
