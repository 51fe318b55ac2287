package dev.cordon.instrumentation.javahttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.WordGate;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Headers that leave although no verdict saw them. */
class HeadersAdviceTest {
  private static final URI CHAT = URI.create("http://127.0.0.1:9/v1/chat/completions");
  private static final HttpHeaders TRACED =
      HttpHeaders.of(
          Map.of("Accept", List.of("a", "b"), "traceparent", List.of("00-1")), (n, v) -> true);

  private final WordGate gate = new WordGate();

  @BeforeEach
  void start() {
    gate.leavingEdits = Map.of("traceparent", "");
    gate.unknownEdits = Map.of("traceparent", "", "X-Unknown", "yes");
    Cordon.install(gate);
  }

  @AfterEach
  void stop() {
    Cordon.install(null);
  }

  private HttpRequest governed() {
    Call call = Call.of("test", RequestHeads.of(HttpRequest.newBuilder(CHAT).build()));
    Decision decision = call.whole(new byte[] {'x'});
    return HttpRequest.newBuilder(CHAT)
        .POST(new GovernedBody(BodyPublishers.ofString("x"), decision))
        .build();
  }

  @Test
  void aRequestWithOurBodyIsPartOfItsExchange() {
    HttpHeaders sent = HeadersAdvice.userHeaders(governed(), TRACED);
    assertEquals(Map.of("Accept", List.of("a", "b")), sent.map());
  }

  @Test
  void aRequestThatIsNoAiCallIsNotLookedAt() {
    HttpRequest other =
        HttpRequest.newBuilder(CHAT.resolve("/orders")).POST(BodyPublishers.ofString("x")).build();
    assertSame(TRACED, HeadersAdvice.userHeaders(other, TRACED));
    assertEquals(List.of(), gate.events());
  }

  @Test
  void anAiCallWhoseBodyNobodyJudgedIsKeptBack() {
    HttpRequest other = HttpRequest.newBuilder(CHAT).POST(BodyPublishers.ofString("x")).build();
    assertThrows(DeliberateException.class, () -> HeadersAdvice.userHeaders(other, TRACED));
    gate.refuseUnread = false;
    assertSame(TRACED, HeadersAdvice.userHeaders(other, TRACED));
  }

  @Test
  void aJudgedBodyGoesToAnotherHostOnlyWherePolicyLetsIt() {
    HttpRequest first = governed();
    HttpRequest redirected =
        HttpRequest.newBuilder(URI.create("http://localhost:9/v1/chat/completions"))
            .POST(first.bodyPublisher().orElseThrow())
            .build();
    assertEquals(
        Map.of("Accept", List.of("a", "b")), HeadersAdvice.userHeaders(redirected, TRACED).map());
    gate.deniedHost = "localhost";
    assertThrows(DeliberateException.class, () -> HeadersAdvice.userHeaders(redirected, TRACED));
  }

  @Test
  void theGateDecidesAboutARequestWithoutABody() {
    HttpRequest unmarked = HttpRequest.newBuilder(CHAT).build();
    HttpHeaders sent = HeadersAdvice.userHeaders(unmarked, TRACED);
    assertEquals("yes", sent.firstValue("x-unknown").orElseThrow());
    assertTrue(sent.firstValue("traceparent").isEmpty());
    gate.unknownEdits = Map.of();
    assertSame(TRACED, HeadersAdvice.userHeaders(unmarked, TRACED));
    Cordon.install(null);
    assertSame(TRACED, HeadersAdvice.userHeaders(unmarked, TRACED));
  }

  @Test
  void aFaultKeepsAGovernedRequestBackAndNoOther() {
    gate.faultInLeaving = new IllegalStateException("secret");
    Throwable seen =
        assertThrows(DeliberateException.class, () -> HeadersAdvice.userHeaders(governed(), TRACED))
            .thrown();
    assertEquals(IllegalStateException.class, seen.getClass());
    assertFalse(seen.getMessage().contains("secret"));
    assertSame(TRACED, HeadersAdvice.userHeaders(HttpRequest.newBuilder(CHAT).build(), TRACED));
    gate.blockOnFault = false;
    assertSame(TRACED, HeadersAdvice.userHeaders(governed(), TRACED));
  }

  @Test
  void aRequestThatIsKeptBackFailsAndEndsItsExchange() throws Exception {
    try (RawServer server = new RawServer(RawServer.ok("text/plain", "x"))) {
      URI uri = URI.create(server.url("/v1/chat/completions"));
      HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("x")).build();
      gate.faultInLeaving = new NoClassDefFoundError("secret");
      assertThrows(
          IllegalStateException.class,
          () -> WovenClient.create().send(request, BodyHandlers.ofString()));
      assertEquals(List.of(), server.requests());
      assertTrue(gate.events().contains("fail IllegalStateException"), gate.events().toString());
      assertEquals(0, gate.openScopes());
    }
  }

  @Test
  void whatAnotherAgentsSpanChangesSinceTheVerdictIsGovernedAndUpToDate() throws Exception {
    try (RawServer server = new RawServer(RawServer.ok("text/plain", "x"))) {
      URI uri = URI.create(server.url("/v1/chat/completions"));
      HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("x")).build();
      gate.leavingEdits = Map.of("tracestate", "");
      WovenClient.create().send(new Traced(request), BodyHandlers.ofString());
      String wire = server.requests().get(0);
      assertTrue(wire.contains("traceparent: 00-2\r\n"), "as it is now: " + wire);
      assertTrue(wire.contains("x-call: 1\r\n"), "as it was judged: " + wire);
      assertFalse(wire.contains("tracestate"), wire);
    }
  }

  /** Says something else each time, as the JDK's requests do under other agents. */
  private static final class Traced extends DelegatingRequest {
    private final AtomicInteger asked = new AtomicInteger();

    Traced(HttpRequest original) {
      super(original);
    }

    @Override
    public HttpHeaders headers() {
      List<String> count = List.of(String.valueOf(asked.incrementAndGet()));
      return HttpHeaders.of(
          Map.of(
              "traceparent", List.of("00-" + count.get(0)), "tracestate", count, "x-call", count),
          (name, value) -> true);
    }
  }
}
