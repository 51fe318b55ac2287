package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.WordGate;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls by {@code send} and {@code sendAsync}: what leaves, and what the application gets. */
class GovernedCallTest {
  private static final String ECHO = "{\"answer\":\"Hello " + WordGate.TOKEN + "\"}";

  private final WordGate gate = new WordGate();
  private final WovenClient client = WovenClient.create();
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer(RawServer.ok("application/json", ECHO));
    Cordon.install(gate);
  }

  @AfterEach
  void stop() throws Exception {
    Cordon.install(null);
    server.close();
  }

  /** The two ways to make a call. */
  enum Way {
    SEND {
      @Override
      <T> HttpResponse<T> call(
          WovenClient client, HttpRequest request, HttpResponse.BodyHandler<T> handler)
          throws Exception {
        return client.send(request, handler);
      }
    },
    SEND_ASYNC {
      @Override
      <T> HttpResponse<T> call(
          WovenClient client, HttpRequest request, HttpResponse.BodyHandler<T> handler)
          throws Exception {
        return client.sendAsync(request, handler).get();
      }
    },
    SEND_ASYNC_PUSH {
      @Override
      <T> HttpResponse<T> call(
          WovenClient client, HttpRequest request, HttpResponse.BodyHandler<T> handler)
          throws Exception {
        return client.sendAsync(request, handler, null).get();
      }
    };

    abstract <T> HttpResponse<T> call(
        WovenClient client, HttpRequest request, HttpResponse.BodyHandler<T> handler)
        throws Exception;
  }

  private HttpRequest.Builder ai(BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(server.url("/v1/chat/completions"))).POST(body);
  }

  private HttpRequest ai(String body) {
    return ai(BodyPublishers.ofString(body)).build();
  }

  private String sent() {
    String request = server.requests().get(server.requests().size() - 1);
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  @ParameterizedTest
  @EnumSource
  void redactsTheRequestAndRestoresTheAnswer(Way way) throws Exception {
    HttpRequest request = ai("{\"q\":\"Who is Mallory?\"}");

    HttpResponse<String> response = way.call(client, request, BodyHandlers.ofString());

    assertEquals("{\"q\":\"Who is " + WordGate.TOKEN + "?\"}", sent());
    assertEquals("{\"answer\":\"Hello Mallory\"}", response.body());
    assertEquals(200, response.statusCode());
    assertEquals(
        List.of(
            "open java-http-client POST 127.0.0.1/v1/chat/completions",
            "judge rewrite",
            "answer 200",
            "finish " + ECHO.length()),
        gate.events());
    assertEquals(0, gate.openScopes());
  }

  @ParameterizedTest
  @EnumSource
  void showsTheApplicationItsOwnRequestAndHeadersThatAreTrue(Way way) throws Exception {
    HttpRequest request = ai("Mallory");

    HttpResponse<String> response = way.call(client, request, BodyHandlers.ofString());

    assertSame(request, response.request());
    assertEquals(request.uri(), response.uri());
    assertTrue(response.previousResponse().isEmpty());
    assertTrue(response.sslSession().isEmpty());
    assertTrue(response.headers().firstValue("content-length").isEmpty());
    assertEquals("application/json", response.headers().firstValue("content-type").get());
  }

  @Test
  void hidesNothingThatNewerClientsTell() throws Exception {
    HttpResponse<String> response = client.send(ai("Mallory"), BodyHandlers.ofString());
    for (Method method : HttpResponse.class.getMethods()) {
      if (method.getName().equals("connectionLabel")) { // Java 25
        assertTrue(((Optional<?>) method.invoke(response)).isPresent());
      }
    }
    assertEquals("(POST " + response.uri() + ") 200", response.toString());
  }

  @ParameterizedTest
  @EnumSource
  void leavesACallWithoutFindingsAsItIs(Way way) throws Exception {
    HttpResponse<String> response =
        way.call(client, ai("{\"q\":\"What?\"}"), BodyHandlers.ofString());

    assertEquals("{\"q\":\"What?\"}", sent());
    assertEquals(ECHO, response.body());
    assertEquals(ECHO.length(), response.headers().firstValueAsLong("content-length").getAsLong());
    assertTrue(gate.events().contains("finish " + ECHO.length()));
  }

  @ParameterizedTest
  @EnumSource
  void passesOtherCallsBy(Way way) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url("/orders")))
            .POST(BodyPublishers.ofString("Mallory"))
            .build();

    HttpResponse<String> response = way.call(client, request, BodyHandlers.ofString());

    assertEquals("Mallory", sent());
    assertEquals(ECHO, response.body());
    assertEquals(List.of(), gate.events());
  }

  @ParameterizedTest
  @EnumSource
  void doesNothingWhileTheAgentIsOff(Way way) throws Exception {
    Cordon.install(null);

    assertEquals(ECHO, way.call(client, ai("Mallory"), BodyHandlers.ofString()).body());
    assertEquals("Mallory", sent());
  }

  @ParameterizedTest
  @EnumSource
  void refusesWithTheApplicationsOwnHandlerAndSendsNothing(Way way) throws Exception {
    HttpRequest request = ai("forbidden");

    HttpResponse<byte[]> response = way.call(client, request, BodyHandlers.ofByteArray());

    assertEquals(403, response.statusCode());
    assertEquals(
        "{\"error\":{\"message\":\"not allowed\",\"type\":\"cordon\"}}",
        new String(response.body(), UTF_8));
    assertEquals("false", response.headers().firstValue("X-Should-Retry").get());
    assertSame(request, response.request());
    assertEquals(request.uri(), response.uri());
    assertEquals(List.of(), server.requests());
  }

  @ParameterizedTest
  @EnumSource
  void sendsTheVerdictsQueryAndHeaders(Way way) throws Exception {
    gate.queryEdit = "user=x%20y";
    gate.headerEdits = Map.of("x-user", "someone", "x-secret", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url("/v1/chat/completions?user=Mallory#top")))
            .header("X-User", "Mallory")
            .header("X-Secret", "one")
            .header("X-Secret", "two")
            .header("X-Other", "stays")
            .POST(BodyPublishers.ofString("q"))
            .build();

    way.call(client, request, BodyHandlers.ofString());

    String wire = server.requests().get(0);
    assertTrue(wire.startsWith("POST /v1/chat/completions?user=x%20y HTTP/1.1\r\n"), wire);
    assertTrue(wire.toLowerCase(Locale.ROOT).contains("x-user: someone\r\n"), wire);
    assertTrue(wire.contains("X-Other: stays"), wire);
    assertFalse(wire.contains("Mallory"), wire);
    assertFalse(wire.toLowerCase(Locale.ROOT).contains("x-secret"), wire);
  }

  @ParameterizedTest
  @EnumSource
  void joinsTheExchangeOfAnOuterLayer(Way way) throws Exception {
    byte[] forwarded = outerLayerForwards("Mallory");

    HttpResponse<String> response =
        way.call(client, ai(new String(forwarded, UTF_8)), BodyHandlers.ofString());

    assertEquals(WordGate.TOKEN, sent());
    assertEquals(ECHO, response.body(), "the outer layer restores the answer");
    assertEquals(
        List.of("open outer", "judge rewrite", "attempt 127.0.0.1"),
        List.of("open outer", gate.events().get(1), gate.events().get(2)));
    assertEquals(3, gate.events().size());
  }

  @ParameterizedTest
  @EnumSource
  void obeysWhenTheHostIsDeniedToAnOuterLayersCall(Way way) throws Exception {
    byte[] forwarded = outerLayerForwards("Mallory");
    gate.deniedHost = "127.0.0.1";

    HttpResponse<String> response =
        way.call(client, ai(new String(forwarded, UTF_8)), BodyHandlers.ofString());

    assertEquals(403, response.statusCode());
    assertEquals(List.of(), server.requests());
  }

  private byte[] outerLayerForwards(String body) {
    RequestHead inner = RequestHeads.of(ai(body));
    RequestHead outer =
        new RequestHead(
            new Library("some-sdk", null),
            inner.method(),
            inner.scheme(),
            inner.host(),
            inner.port(),
            inner.path(),
            inner.query(),
            inner.headers());
    return gate.open(outer).judge(body.getBytes(UTF_8)).body();
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhenTheGateFailsAndPolicyBlocks(Way way) throws Exception {
    gate.faultInJudge = new IllegalStateException("ours");

    HttpResponse<String> response = way.call(client, ai("Mallory"), BodyHandlers.ofString());

    assertEquals(403, response.statusCode());
    assertEquals(List.of(), server.requests());
    assertTrue(
        gate.events().toString().contains("fault java-http-client"), gate.events()::toString);
  }

  @ParameterizedTest
  @EnumSource
  void letsTheOriginalThroughWhenTheGateFailsAndPolicyAllows(Way way) throws Exception {
    gate.faultInJudge = new LinkageError("ours");
    gate.blockOnFault = false;

    HttpResponse<String> response = way.call(client, ai("Mallory"), BodyHandlers.ofString());

    assertEquals("Mallory", sent());
    assertEquals(ECHO, response.body());
  }

  @ParameterizedTest
  @EnumSource
  void refusesACallWhenTheGateCannotTell(Way way) throws Exception {
    gate.faultInIsAiCall = new IllegalStateException("ours");

    HttpResponse<String> response = way.call(client, ai("Mallory"), BodyHandlers.ofString());

    assertEquals(403, response.statusCode());
    assertEquals(List.of(), server.requests());
  }

  @ParameterizedTest
  @EnumSource
  void givesTheAnswerAsItIsWhenTheGateFailsOnIt(Way way) throws Exception {
    gate.faultInAnswer = new IllegalStateException("ours");

    assertEquals(ECHO, way.call(client, ai("Mallory"), BodyHandlers.ofString()).body());
    assertEquals(1, server.requests().size(), "never sent twice");
  }

  @Test
  void rejectsMissingArgumentsAsTheClientDoes() {
    assertThrows(NullPointerException.class, () -> client.send(null, BodyHandlers.ofString()));
    assertThrows(NullPointerException.class, () -> client.sendAsync(ai("x"), null));
  }

  @ParameterizedTest
  @EnumSource
  void governsARequestWithoutABody(Way way) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url("/v1/chat/completions"))).GET().build();

    assertEquals(ECHO, way.call(client, request, BodyHandlers.ofString()).body());
    assertTrue(server.requests().get(0).startsWith("GET "));
    assertTrue(gate.events().contains("judge pass"));
  }

  @ParameterizedTest
  @EnumSource
  void sendsTheRedactedBodyAgainAfterARedirect(Way way) throws Exception {
    WovenClient redirecting =
        new WovenClient(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build());
    server.script(
        (request, out) -> {
          if (request.startsWith("POST /v1")) {
            out.write(
                ("HTTP/1.1 307 Moved\r\nLocation: /moved\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n")
                    .getBytes(UTF_8));
          } else {
            RawServer.ok("application/json", ECHO).answer(request, out);
          }
        });
    HttpRequest request = ai("Mallory");

    HttpResponse<String> response = way.call(redirecting, request, BodyHandlers.ofString());

    assertEquals(2, server.requests().size());
    assertTrue(server.requests().get(1).endsWith("\r\n\r\n" + WordGate.TOKEN));
    assertEquals("{\"answer\":\"Hello Mallory\"}", response.body());
    assertEquals("/moved", response.request().uri().getPath());
    assertSame(request.bodyPublisher().get(), response.request().bodyPublisher().get());
    assertSame(request, response.previousResponse().get().request());
    assertEquals(1, gate.events().stream().filter(e -> e.startsWith("open")).count());

    way.call(redirecting, response.request(), BodyHandlers.ofString());
    assertTrue(sent().contains("Mallory"), "a path that is no AI path passes by");
  }
}
