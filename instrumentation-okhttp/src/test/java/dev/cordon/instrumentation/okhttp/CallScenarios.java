package dev.cordon.instrumentation.okhttp;

import static dev.cordon.instrumentation.okhttp.Scene.CHAT;
import static dev.cordon.instrumentation.okhttp.Scene.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.testing.RawServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What happens to a call as a whole. Run by {@link EveryVersionTest}. */
class CallScenarios {
  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  @Test
  void anAiCallLeavesRewrittenAndComesBackRestored() throws IOException {
    assertEquals("{\"hello\":\"Mallory\"}", scene.chat("{\"user\":\"Mallory\"}"));
    assertEquals("{\"user\":\"PERSON_7KQ2M9\"}", scene.sentBody());
    assertTrue(scene.sent().contains("\r\nContent-Length: 24\r\n"), scene.sent());
    assertTrue(scene.sent().contains("\r\nContent-Type: application/json"), scene.sent());
    assertEquals(
        List.of("open okhttp POST 127.0.0.1" + CHAT, "judge rewrite", "answer 200", "finish 25"),
        scene.gate.events());
  }

  @Test
  void aCallWithoutFindingsIsNotChanged() throws IOException {
    assertEquals("{\"hello\":\"PERSON_7KQ2M9\"}", scene.chat("{\"user\":\"x\"}"));
    assertEquals("{\"user\":\"x\"}", scene.sentBody());
    assertEquals("finish 25", scene.gate.events().get(3));
  }

  @Test
  void anotherCallIsNotTouched() throws IOException {
    assertEquals(
        "{\"hello\":\"PERSON_7KQ2M9\"}", scene.post("/orders", json("Mallory")).body().string());
    assertEquals("Mallory", scene.sentBody());
    assertEquals(List.of(), scene.gate.events());
  }

  @Test
  void aRefusedCallGetsAnHttpAnswerAndNothingLeaves() throws IOException {
    Response response = scene.post(CHAT, json("forbidden"));
    assertEquals(403, response.code());
    assertEquals("Forbidden", response.message());
    assertEquals("false", response.header("X-Should-Retry"));
    assertEquals("application/json", response.body().contentType().toString());
    assertEquals(
        "{\"error\":{\"message\":\"not allowed\",\"type\":\"cordon\"}}", response.body().string());
    assertEquals(List.of(), scene.server.requests());
  }

  @Test
  void anEnqueuedCallIsGoverned() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    scene
        .client
        .newCall(scene.request(CHAT).post(json("Mallory")).build())
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                answer.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                answer.complete(response.body().string());
              }
            });
    assertEquals("{\"hello\":\"Mallory\"}", answer.get(20, TimeUnit.SECONDS));
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
  }

  @Test
  void whatTheApplicationsInterceptorsAddIsGovernedToo() throws IOException {
    Interceptor adds =
        chain ->
            chain.proceed(
                chain.request().newBuilder().post(json("{\"added\":\"Mallory\"}")).build());
    Interceptor reads =
        chain -> {
          assertEquals("application/json", chain.request().body().contentType().toString());
          return chain.proceed(chain.request());
        };
    scene.client = new OkHttpClient.Builder().addInterceptor(adds).addInterceptor(reads).build();
    assertEquals("{\"hello\":\"Mallory\"}", scene.chat("x"));
    assertEquals("{\"added\":\"PERSON_7KQ2M9\"}", scene.sentBody());
  }

  @Test
  void aClientMadeFromAClientIsGovernedOnceBehindTheInterceptorsAddedLater() throws IOException {
    OkHttpClient first =
        scene.client.newBuilder().addInterceptor(c -> c.proceed(c.request())).build();
    OkHttpClient second =
        first
            .newBuilder()
            .addInterceptor(c -> c.proceed(c.request().newBuilder().post(json("Mallory")).build()))
            .build();
    scene.client = second;
    assertEquals("{\"hello\":\"Mallory\"}", scene.chat("x"));
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
    assertEquals(4, scene.gate.events().size(), scene.gate.events().toString());
  }

  @Test
  void aRedirectedCallIsOneExchange() throws IOException {
    scene.server.script(
        (request, out) -> {
          if (request.startsWith("GET")) {
            RawServer.ok("text/plain", "PERSON_7KQ2M9").answer(request, out);
          } else {
            out.write(
                ("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
          }
        });
    assertEquals("Mallory", scene.chat("Mallory"));
    assertEquals(2, scene.server.requests().size());
    assertEquals(4, scene.gate.events().size(), scene.gate.events().toString());
  }

  @Test
  void theFailureOfTheNetworkIsTheOneTheApplicationSees() {
    IOException reset = new IOException("reset");
    scene.client =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                chain -> {
                  throw reset;
                })
            .build();
    assertSame(reset, assertThrows(IOException.class, () -> scene.chat("Mallory")));
    assertEquals("fail IOException", scene.gate.events().get(2));
  }

  @Test
  void anUncheckedExceptionOfTheApplicationIsNotSwallowed() {
    IllegalStateException bug = new IllegalStateException("the application's own");
    scene.client =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                chain -> {
                  throw bug;
                })
            .build();
    assertSame(bug, assertThrows(IllegalStateException.class, () -> scene.chat("Mallory")));
    assertEquals("fail IllegalStateException", scene.gate.events().get(2));
  }

  @Test
  void aVerdictMayEditTheHead() throws IOException {
    scene.gate.headerEdits = Map.of("X-Set", "new", "X-Gone", "");
    scene.gate.queryEdit = "q=%20b";
    Request request =
        scene
            .request(CHAT + "?q=a")
            .post(json("x"))
            .header("X-Set", "old")
            .header("X-Gone", "1")
            .build();
    scene.client.newCall(request).execute().body().close();
    assertTrue(scene.sent().startsWith("POST " + CHAT + "?q=%20b HTTP/1.1\r\n"), scene.sent());
    assertTrue(scene.sent().contains("\r\nX-Set: new\r\n"), scene.sent());
    assertFalse(scene.sent().contains("X-Gone"), scene.sent());
  }

  @Test
  void aLowerCaseMethodIsNoWayAround() throws IOException {
    Request request;
    try {
      request = scene.request(CHAT).method("post", json("Mallory")).build();
    } catch (IllegalArgumentException e) {
      throw new TestAbortedException("some versions forbid it", e);
    }
    scene.client.newCall(request).execute().body().close();
    assertEquals("open okhttp POST 127.0.0.1" + CHAT, scene.gate.events().get(0));
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
  }

  @Test
  void twoCallsThatSendTheSameBytesAtTheSameTimeAreTwoExchanges() throws IOException {
    Response first = scene.post(CHAT, json("PERSON_7KQ2M9"));
    Response second = scene.post(CHAT, json("PERSON_7KQ2M9"));
    first.body().string();
    second.body().string();
    assertEquals(2, scene.gate.events().stream().filter(e -> e.startsWith("finish")).count());
  }

  @Test
  void whatAnOuterLayerForwardedIsPassedOnAndTheAnswerLeftToIt() throws IOException {
    outer("Mallory");
    assertEquals("{\"hello\":\"PERSON_7KQ2M9\"}", scene.chat("PERSON_7KQ2M9"));
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
    assertEquals(List.of("attempt 127.0.0.1"), scene.gate.events());
  }

  @Test
  void policyMayRefuseAHostThatOnlyTheTransportKnows() throws IOException {
    outer("Mallory");
    scene.gate.deniedHost = "127.0.0.1";
    assertEquals(403, scene.post(CHAT, json("PERSON_7KQ2M9")).code());
    assertEquals(List.of(), scene.server.requests());
  }

  private void outer(String body) {
    Exchange exchange =
        scene.gate.open(
            new RequestHead(
                new Library("sdk", null),
                "POST",
                "https",
                null,
                -1,
                CHAT,
                null,
                HeaderSource.NONE));
    exchange.judge(body.getBytes(ISO_8859_1));
    scene.gate.events().clear();
  }
}
