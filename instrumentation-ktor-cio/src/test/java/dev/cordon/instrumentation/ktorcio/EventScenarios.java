package dev.cordon.instrumentation.ktorcio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.RealGate;
import io.ktor.client.HttpClient;
import io.ktor.client.plugins.sse.ClientSSESession;
import io.ktor.client.plugins.sse.SSEKt;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.http.ContentType;
import io.ktor.http.HttpMethod;
import io.ktor.http.content.TextContent;
import io.ktor.sse.ServerSentEvent;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function1;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.flow.FlowKt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ktor 3's plugin for server-sent events, which has the engine make a session of an answer. Run by
 * {@link EveryVersionTest}.
 */
public class EventScenarios {
  private static final String VALUE = "anna.berg@nordwind-reisen.de";
  private static final int SECONDS = 30;

  private final HttpClient client =
      KtorClient.with(
          config -> {
            config.install(SSEKt.getSSE(), settings -> Unit.INSTANCE);
            return Unit.INSTANCE;
          });
  private RawServer server;
  private RealGate gate;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer(RawServer.ok("application/json", "{}"));
    policy();
  }

  @AfterEach
  void stop() throws IOException {
    Cordon.install(null);
    client.close();
    server.close();
  }

  private void policy(String... lines) {
    gate = new RealGate(lines);
    Cordon.install(gate);
  }

  private ClientSSESession open(String text) throws Exception {
    Function1<HttpRequestBuilder, Unit> asked =
        request -> {
          HttpRequestKt.url(request, server.url("/v1/chat/completions"));
          request.setMethod(HttpMethod.Companion.getPost());
          String body =
              "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
                  + text
                  + "\"}]}";
          request.setBody(new TextContent(body, ContentType.Application.INSTANCE.getJson(), null));
          return Unit.INSTANCE;
        };
    return BuildersKt.runBlocking(
        EmptyCoroutineContext.INSTANCE,
        (scope, then) -> {
          Method open = opening();
          Object[] arguments = new Object[open.getParameterCount()];
          arguments[0] = client;
          arguments[arguments.length - 2] = asked;
          arguments[arguments.length - 1] = then;
          try {
            return open.invoke(null, arguments);
          } catch (InvocationTargetException thrown) {
            throw Steps.<RuntimeException>same(thrown.getCause());
          } catch (IllegalAccessException e) {
            throw new AssertionError(e);
          }
        });
  }

  /** Its name is none of Java's, and its parameters grew with the versions. */
  private static Method opening() {
    for (Method method : io.ktor.client.plugins.sse.BuildersKt.class.getMethods()) {
      List<Class<?>> types = Arrays.asList(method.getParameterTypes());
      if (method.getName().startsWith("sseSession-")
          && !types.contains(String.class)
          && types.get(types.size() - 1) == Continuation.class) {
        return method;
      }
    }
    throw new AssertionError("no method opens a session");
  }

  private static String sent(String request) {
    int at = request.indexOf("\"content\":\"") + 11;
    return request.substring(at, request.indexOf('"', at));
  }

  @Test
  public void anEventArrivesWithItsValueBeforeTheNextOneIsSent() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    server.script(
        (request, out) -> {
          String event =
              "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                  + sent(request)
                  + "\"}}]}\n\n";
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                      + event)
                  .getBytes(ISO_8859_1));
          out.flush();
          read.await(SECONDS, TimeUnit.SECONDS);
        });
    try {
      ClientSSESession session = open("mail " + VALUE + " now");
      ServerSentEvent event =
          BuildersKt.runBlocking(
              EmptyCoroutineContext.INSTANCE,
              (scope, then) -> FlowKt.first(session.getIncoming(), KtorClient.unit(then)));
      assertTrue(String.valueOf(event.getData()).contains("mail " + VALUE), event::toString);
    } finally {
      read.countDown();
    }
    assertEquals(1, server.requests().size());
    String request = server.requests().get(0);
    assertFalse(request.contains(VALUE), request);
    assertTrue(request.contains("text/event-stream\r\n"), request);
  }

  @Test
  public void aRefusedSessionIsNotOpened() throws Exception {
    policy("redact:", "  email_address: block");
    Exception refused = assertThrows(Exception.class, () -> open("mail " + VALUE));
    assertFalse(String.valueOf(refused.getMessage()).contains(VALUE));
    assertEquals(List.of(), server.requests());
  }
}
