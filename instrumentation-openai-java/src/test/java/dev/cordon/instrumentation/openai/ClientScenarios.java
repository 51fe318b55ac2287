package dev.cordon.instrumentation.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.testing.RawServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a call as a whole. Run by {@link EveryVersionTest}. */
class ClientScenarios {
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
  void aCallOverAnyTransportLeavesRewrittenAndComesBackRestored() throws IOException {
    assertEquals("{\"hello\":\"Mallory\"}", scene.send("{\"user\":\"Mallory\"}"));
    assertEquals("{\"user\":\"PERSON_7KQ2M9\"}", scene.sentBody());
    String open = knowsBase() ? "127.0.0.1/v1/chat/completions" : "null/chat/completions";
    assertEquals(
        List.of("open openai-java POST " + open, "judge rewrite", "answer 200", "finish 25"),
        scene.gate.events());
    assertEquals(1, scene.transport.closedBodies.get());
  }

  private static boolean knowsBase() {
    for (var method : HttpRequest.class.getMethods()) {
      if (method.getName().equals("baseUrl")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aRefusedCallGetsAnHttpAnswerAndNothingLeaves() throws IOException {
    HttpResponse response =
        scene.client.execute(scene.chat(new Scene.Text("forbidden")), RequestOptions.none());
    assertEquals(403, response.statusCode());
    assertEquals(List.of("application/json"), response.headers().values("Content-Type"));
    assertEquals(
        "{\"error\":{\"message\":\"not allowed\",\"type\":\"cordon\"}}", Scene.read(response));
    assertEquals(List.of(), scene.server.requests());
  }

  @Test
  void aRetriedCallIsOneExchangeAndEveryAttemptIsRewritten() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    scene.server.script(
        (request, out) -> {
          if (attempts.incrementAndGet() < 3) {
            out.write(
                ("HTTP/1.1 500 Oops\r\nRetry-After-Ms: 1\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
          } else {
            RawServer.ok("text/plain", "PERSON_7KQ2M9").answer(request, out);
          }
        });
    assertEquals("Mallory", scene.send("Mallory"));
    assertEquals(3, scene.server.requests().size());
    for (int i = 0; i < 3; i++) {
      assertEquals("PERSON_7KQ2M9", scene.body(i));
    }
    assertEquals(
        List.of("judge rewrite", "answer 200", "finish 13"), scene.gate.events().subList(1, 4));
  }

  @Test
  void theFailureOfTheTransportIsTheOneTheApplicationSees() {
    RuntimeException bug = new IllegalStateException("the transport's own");
    scene.transport.failure = bug;
    assertSame(bug, assertThrows(IllegalStateException.class, () -> scene.send("Mallory")));
    assertEquals("fail IllegalStateException", scene.gate.events().get(2));
  }

  @Test
  void aStreamedEventArrivesBeforeTheNextOneIsSent() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    scene.server.script(
        (request, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                      + "data: PERSON_7KQ2M9\n\ndata: PERS")
                  .getBytes(ISO_8859_1));
          out.flush();
          if (!read.await(20, TimeUnit.SECONDS)) {
            throw new IOException("the first event never arrived");
          }
          out.write("ON_7KQ2M9\n\n".getBytes(ISO_8859_1));
        });
    HttpResponse response =
        scene.client.execute(scene.chat(new Scene.Text("Mallory")), RequestOptions.none());
    BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), ISO_8859_1));
    assertEquals("data: Mallory", lines.readLine());
    read.countDown();
    assertEquals("", lines.readLine());
    assertEquals("data: Mallory", lines.readLine());
    response.close();
    response.close();
    assertEquals(1, scene.gate.events().stream().filter(e -> e.startsWith("abort")).count());
  }

  @Test
  void aParserThatStopsBehindTheLastByteHasReadTheAnswer() throws Exception {
    HttpResponse response =
        scene.client.execute(scene.chat(new Scene.Text("x")), RequestOptions.none());
    response.body().readNBytes(25);
    response.close();
    assertEquals("finish 25", scene.gate.events().get(3));
  }

  @Test
  void theLengthOfAnAnswerThatChangesIsNotTold() throws Exception {
    HttpResponse changed =
        scene.client.execute(scene.chat(new Scene.Text("Mallory")), RequestOptions.none());
    assertEquals(List.of(), changed.headers().values("Content-Length"));
    changed.close();
    HttpResponse same =
        scene.client.execute(scene.chat(new Scene.Text("x")), RequestOptions.none());
    assertEquals(List.of("25"), same.headers().values("Content-Length"));
    same.close();
  }

  @Test
  void aVerdictMayEditTheHead() throws IOException {
    scene.gate.headerEdits = Map.of("X-Set", "new", "X-Gone", "");
    scene.gate.queryEdit = "q=%20b&empty";
    HttpRequest request =
        scene.chat(new Scene.Text("x")).toBuilder()
            .putHeader("X-Set", "old")
            .putHeader("X-Gone", "1")
            .build();
    HttpRequest sent = GovernedRequest.of(request).outgoing();
    Headers headers = sent.headers();
    assertEquals(List.of("new"), headers.values("X-Set"));
    assertEquals(List.of(), headers.values("X-Gone"));
    assertEquals(List.of(" b"), sent.queryParams().values("q"));
    assertEquals(List.of(""), sent.queryParams().values("empty"));
  }

  @Test
  void aFaultRefusesTheCall() throws IOException {
    scene.gate.faultInJudge = new NoClassDefFoundError();
    assertTrue(scene.send("Mallory").contains("agent_fault"));
    scene.gate.faultInIsAiCall = new IllegalStateException();
    assertTrue(scene.send("Mallory").contains("agent_fault"));
    assertEquals(List.of(), scene.server.requests());
  }

  @Test
  void aFaultSendsTheOriginalWherePolicySaysSo() throws IOException {
    scene.gate.blockOnFault = false;
    scene.gate.faultInJudge = new NoClassDefFoundError();
    assertEquals("{\"hello\":\"PERSON_7KQ2M9\"}", scene.send("Mallory"));
    assertEquals("Mallory", scene.sentBody());
  }

  @Test
  void aFaultWhenTheAnswerBeginsLeavesTheAnswerAsItCame() throws IOException {
    scene.gate.faultInAnswer = new IllegalStateException();
    assertEquals("{\"hello\":\"PERSON_7KQ2M9\"}", scene.send("Mallory"));
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
  }

  @Test
  void aSyntheticAnswerCanBeClosedUnread() {
    SyntheticAnswer answer = new SyntheticAnswer(403, "Forbidden", Map.of(), new byte[0]);
    SyntheticResponse response = new SyntheticResponse(answer);
    assertDoesNotThrow(response::close);
    assertEquals(403, response.statusCode());
  }
}
