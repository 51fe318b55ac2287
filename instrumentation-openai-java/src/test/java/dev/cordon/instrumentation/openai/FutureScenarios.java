package dev.cordon.instrumentation.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponse;
import dev.cordon.instrumentation.Cordon;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to asynchronous calls. Run by {@link EveryVersionTest}. */
class FutureScenarios {
  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  private CompletableFuture<HttpResponse> send(String text) {
    return scene.client.executeAsync(scene.chat(new Scene.Text(text)), RequestOptions.none());
  }

  @Test
  void anAsynchronousCallIsGoverned() throws Exception {
    HttpResponse response = send("Mallory").get(20, TimeUnit.SECONDS);
    assertEquals("{\"hello\":\"Mallory\"}", Scene.read(response));
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
    assertEquals("finish 25", scene.gate.events().get(3));
  }

  @Test
  void aRefusedCallIsAnAnswer() throws Exception {
    assertEquals(403, send("forbidden").get(20, TimeUnit.SECONDS).statusCode());
    assertEquals(List.of(), scene.server.requests());
  }

  @Test
  void aFailureLooksAsItDoesWithoutUs() {
    scene.transport.failure = new IllegalStateException("no route");
    String with = describe(send("Mallory"));
    assertEquals("fail IllegalStateException", scene.gate.events().get(2));
    Cordon.install(null);
    assertEquals(describe(send("Mallory")), with);
  }

  /** What {@code get}, {@code join} and a callback see of a failed future. */
  private static String describe(CompletableFuture<HttpResponse> future) {
    StringBuilder seen = new StringBuilder();
    seen.append(chain(assertThrows(Exception.class, () -> future.get(20, TimeUnit.SECONDS))));
    seen.append(chain(assertThrows(Exception.class, future::join)));
    AtomicReference<Throwable> callback = new AtomicReference<>();
    future.whenComplete((response, failure) -> callback.set(failure));
    return seen.append(chain(callback.get())).toString();
  }

  private static String chain(Throwable failure) {
    StringBuilder chain = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      chain.append(t.getClass().getName()).append(' ');
    }
    return chain.append('\n').toString();
  }

  @Test
  void cancellingEndsTheExchange() {
    scene.transport.future = new CompletableFuture<>();
    CompletableFuture<HttpResponse> future = send("Mallory");
    assertTrue(future.cancel(true));
    assertTrue(future.isCancelled());
    assertEquals("fail CancellationException", scene.gate.events().get(2));
  }

  @Test
  void anAnswerThatNobodyWaitsForIsClosed() throws Exception {
    CompletableFuture<HttpResponse> inner = new CompletableFuture<>();
    scene.transport.future = inner;
    CompletableFuture<HttpResponse> future = send("Mallory");
    future.completeExceptionally(new IOException("gave up"));
    inner.complete(new SyntheticResponse(dev.cordon.instrumentation.FaultAnswer.create()));
    assertEquals(List.of("answer 403", "abort closed"), scene.gate.events().subList(2, 4));
  }
}
