package dev.cordon.instrumentation.ktorcio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.RealGate;
import dev.cordon.instrumentation.testing.Reply;
import io.ktor.client.HttpClient;
import io.ktor.client.plugins.websocket.WebSockets;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.forms.FormDataContent;
import io.ktor.client.request.forms.FormDslKt;
import io.ktor.client.request.forms.MultiPartFormDataContent;
import io.ktor.client.statement.HttpResponse;
import io.ktor.http.ContentType;
import io.ktor.http.Headers;
import io.ktor.http.HeadersBuilder;
import io.ktor.http.ParametersBuilder;
import io.ktor.http.ParametersKt;
import io.ktor.http.UnsafeHeaderException;
import io.ktor.http.content.OutgoingContent;
import io.ktor.http.content.OutputStreamContent;
import io.ktor.http.content.TextContent;
import io.ktor.utils.io.ByteReadChannel;
import io.ktor.utils.io.ByteWriteChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Ktor's own kinds of bodies and plugins do. Run by {@link EveryVersionTest}. */
public class ContentScenarios {
  private static final String VALUE = "anna.berg@nordwind-reisen.de";
  private static final String CHAT = "/v1/chat/completions";
  private static final int SECONDS = 30;
  private static final ContentType JSON = ContentType.Application.INSTANCE.getJson();

  private final HttpClient client = KtorClient.with(config -> Unit.INSTANCE);
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

  private static String chat(String text) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
  }

  private HttpResponse post(OutgoingContent content) throws Exception {
    return post(client, content);
  }

  private HttpResponse post(HttpClient sender, OutgoingContent content) throws Exception {
    return KtorClient.answer(sender, KtorClient.request("POST", server.url(CHAT), content));
  }

  private void assertNoValueLeft() {
    assertFalse(server.requests().isEmpty(), "nothing was sent");
    assertFalse(server.requests().toString().contains(VALUE), server.requests()::toString);
  }

  @Test
  public void theHeadersThatABodyBringsLeaveToo() throws Exception {
    byte[] body = chat("mail " + VALUE).getBytes(UTF_8);
    HeadersBuilder own = new HeadersBuilder();
    own.append("X-Body", "of " + VALUE);
    own.append("X-Harmless", "as it is");
    Headers headers = own.build();
    for (OutgoingContent content : List.of(bytes(body, headers), stream(body, headers))) {
      server.requests().clear();
      assertEquals(200, post(content).getStatus().getValue());
      assertNoValueLeft();
      String sent = server.requests().get(0);
      assertTrue(sent.contains("X-Body: of "), sent);
      assertTrue(sent.contains("X-Harmless: as it is\r\n"), sent);
      assertEquals(1, sent.split("X-Body:", -1).length - 1, sent);
    }
  }

  private static OutgoingContent bytes(byte[] body, Headers headers) {
    return new OutgoingContent.ByteArrayContent() {
      @Override
      public byte[] bytes() {
        return body;
      }

      @Override
      public ContentType getContentType() {
        return JSON;
      }

      @Override
      public Headers getHeaders() {
        return headers;
      }
    };
  }

  private static OutgoingContent stream(byte[] body, Headers headers) {
    return new OutgoingContent.ReadChannelContent() {
      @Override
      public ByteReadChannel readFrom() {
        return Channels.of(body, EmptyCoroutineContext.INSTANCE);
      }

      @Override
      public ContentType getContentType() {
        return JSON;
      }

      @Override
      public Headers getHeaders() {
        return headers;
      }
    };
  }

  @Test
  public void aLengthThatAHeaderAnnouncesIsThatOfWhatIsSent() throws Exception {
    byte[] body = chat("mail " + VALUE).getBytes(UTF_8);
    for (OutgoingContent content :
        List.of(
            bytes(body, Headers.Companion.getEmpty()),
            stream(body, Headers.Companion.getEmpty()))) {
      HttpRequestBuilder request = KtorClient.request("POST", server.url(CHAT), content);
      request.getHeaders().append("Content-Length", Integer.toString(body.length));
      server.requests().clear();
      try {
        KtorClient.answer(client, request);
      } catch (UnsafeHeaderException refused) {
        abort("this version lets no application do so");
      }
      String sent = server.requests().get(0);
      String left = sent.substring(sent.indexOf("\r\n\r\n") + 4);
      assertTrue(sent.contains("Content-Length: " + left.length() + "\r\n"), sent);
      assertTrue(left.endsWith("}]}"), sent);
      assertNoValueLeft();
    }
  }

  @Test
  public void formsLeaveWithoutTheValue() throws Exception {
    ParametersBuilder fields = ParametersKt.ParametersBuilder(8);
    fields.append("prompt", "mail " + VALUE);
    OutgoingContent multipart =
        new MultiPartFormDataContent(
            FormDslKt.formData(
                form -> {
                  form.append("prompt", "mail " + VALUE, Headers.Companion.getEmpty());
                  form.append("model", "m", Headers.Companion.getEmpty());
                  return Unit.INSTANCE;
                }),
            "boundary-of-the-test",
            ContentType.MultiPart.INSTANCE
                .getFormData()
                .withParameter("boundary", "boundary-of-the-test"));
    policy("hosts:", "  127.0.0.1: openai");
    for (OutgoingContent content : List.of(multipart, new FormDataContent(fields.build()))) {
      server.requests().clear();
      HttpRequestBuilder request =
          KtorClient.request("POST", server.url("/v1/images/edits"), content);
      KtorClient.answer(client, request);
      assertNoValueLeft();
      assertFalse(server.requests().get(0).contains("anna.berg"), server.requests()::toString);
      assertTrue(server.requests().get(0).contains("prompt"), server.requests()::toString);
    }
  }

  @Test
  public void aBodyThatFailsFailsTheCall() throws Exception {
    OutgoingContent failing =
        new OutgoingContent.WriteChannelContent() {
          @Override
          public ContentType getContentType() {
            return JSON;
          }

          @Override
          public Object writeTo(ByteWriteChannel channel, Continuation<? super Unit> then) {
            throw new IllegalStateException("the application's");
          }
        };
    Exception failed = assertThrows(Exception.class, () -> post(failing));
    assertTrue(causes(failed).contains("the application's"), () -> causes(failed).toString());
    assertEquals(List.of(), gate.faults());
    assertFalse(server.requests().toString().contains("{"), server.requests()::toString);
  }

  private static List<String> causes(Throwable thrown) {
    List<String> causes = new ArrayList<>();
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      causes.add(at.getMessage());
    }
    return causes;
  }

  /** The server never says 100, so the engine waits a while for it. */
  @Test
  public void aBodyThatWaitsToBeAskedForLeavesWithoutTheValue() throws Exception {
    HttpRequestBuilder request =
        KtorClient.request("POST", server.url(CHAT), new TextContent(chat(VALUE), JSON, null));
    request.getHeaders().append("Expect", "100-continue");
    try (Reply reply = KtorClient.send(client, request)) {
      assertEquals(200, reply.status());
    }
    assertNoValueLeft();
  }

  @Test
  public void requestsOfAPipelineLeaveWithoutTheValueAndComeBackWithIt() throws Exception {
    server.script(
        (request, out) -> {
          String answer = request.substring(request.indexOf("{\"model"));
          RawServer.ok("application/json", answer).answer(request, out);
        });
    HttpClient pipelining =
        KtorClient.with(
            config -> {
              config.engine(
                  engine -> {
                    engine.setPipelining(true);
                    return Unit.INSTANCE;
                  });
              return Unit.INSTANCE;
            });
    try {
      for (int i = 0; i < 3; i++) {
        OutgoingContent content = new TextContent(chat("mail " + VALUE), JSON, null);
        HttpResponse answer = post(pipelining, content);
        assertTrue(KtorClient.text(answer).contains("mail " + VALUE));
      }
      assertEquals(3, server.requests().size());
      assertNoValueLeft();
    } finally {
      pipelining.close();
    }
  }

  /** It hears that nobody reads on, and makes a failure of its own of that. */
  @Test
  public void aBodyThatFailsBecauseItIsRefusedDoesNotFailTheAnswer() throws Exception {
    policy("max_body_bytes: 1024");
    byte[] piece = "hello ".repeat(500).getBytes(UTF_8);
    OutgoingContent endless =
        new OutputStreamContent(
            (out, then) -> {
              try {
                while (true) {
                  out.write(piece);
                }
              } catch (Exception stopped) {
                throw new IllegalStateException("the application's", stopped);
              }
            },
            JSON,
            null,
            null);
    for (int i = 0; i < 10; i++) {
      assertEquals(403, post(endless).getStatus().getValue());
    }
    assertEquals(List.of(), server.requests());
  }

  /** The engine has a limit of its own for a request. */
  @Test
  public void aVendorThatNeverAnswersIsWaitedForAsLongAsWithoutUs() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    server.script((request, out) -> ended.await(SECONDS, TimeUnit.SECONDS));
    HttpClient hurried =
        KtorClient.with(
            config -> {
              config.engine(
                  engine -> {
                    engine.setRequestTimeout(1_000);
                    return Unit.INSTANCE;
                  });
              return Unit.INSTANCE;
            });
    try {
      OutgoingContent content = new TextContent(chat(VALUE), JSON, null);
      Exception governed = assertThrows(Exception.class, () -> post(hurried, content));
      Cordon.install(null);
      server.requests().clear();
      Exception alone = assertThrows(Exception.class, () -> post(hurried, content));
      assertTrue(server.requests().toString().contains(VALUE));
      assertEquals(alone.getClass(), governed.getClass());
      gate.awaitEnd(SECONDS);
      assertEquals(1, gate.ended().size());
      assertNotNull(gate.ended().get(0).errorType());
    } finally {
      ended.countDown();
      hurried.close();
    }
  }

  @Test
  public void aWebSocketToAnAiServiceIsRefused() throws Exception {
    HttpClient sockets =
        KtorClient.with(
            config -> {
              config.install(WebSockets.Plugin, settings -> Unit.INSTANCE);
              return Unit.INSTANCE;
            });
    try {
      policy("hosts:", "  127.0.0.1: openai");
      String url = server.url("/v1/realtime").replace("http:", "ws:");
      Exception refused = assertThrows(Exception.class, () -> open(sockets, url));
      assertTrue(refused.toString().length() > 0);
      assertEquals(
          List.of(), server.requests(), () -> refused + " " + gate.ended() + gate.faults());
      assertEquals(1, gate.ended().size());
    } finally {
      sockets.close();
    }
  }

  private static Object open(HttpClient sockets, String url) throws InterruptedException {
    return BuildersKt.runBlocking(
        EmptyCoroutineContext.INSTANCE,
        (scope, then) ->
            io.ktor.client.plugins.websocket.BuildersKt.webSocketSession(
                sockets, url, request -> Unit.INSTANCE, KtorClient.unit(then)));
  }
}
