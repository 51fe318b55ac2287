package dev.cordon.instrumentation.jetty9;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.instrumentation.testing.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.api.Response;
import org.eclipse.jetty.client.api.Result;
import org.eclipse.jetty.client.util.BufferingResponseListener;
import org.eclipse.jetty.client.util.FutureResponseListener;
import org.eclipse.jetty.client.util.InputStreamResponseListener;
import org.eclipse.jetty.client.util.StringContentProvider;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers to listeners of every kind that the client has. Run by {@link EveryVersionTest}. */
public class ListenerScenarios extends Scene {
  private static final String TEXT = "mail " + VALUE + " now";

  /** Streams what was said word by word, a piece the server has to send each. */
  private static final RawServer.Script STREAM =
      (request, out) -> {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
        out.write((head + "Transfer-Encoding: chunked\r\n\r\n").getBytes(ISO_8859_1));
        String said = said(request);
        for (int i = 0; i < said.length(); i += 4) {
          String part = said.substring(i, Math.min(said.length(), i + 4));
          String event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
          chunk(out, String.format(event, part));
        }
        chunk(out, "data: [DONE]\n\n");
        out.write("0\r\n\r\n".getBytes(ISO_8859_1));
      };

  private static void chunk(java.io.OutputStream out, String text) throws IOException {
    byte[] bytes = (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(UTF_8);
    out.write(bytes);
    out.flush();
  }

  @BeforeEach
  void stream() {
    server.script(STREAM);
  }

  private Request ask() {
    return post(new StringContentProvider(chat(TEXT)));
  }

  /** Puts the deltas of a stream together. */
  private static String text(String stream) {
    assertTrue(stream.endsWith("data: [DONE]\n\n"), stream);
    StringBuilder text = new StringBuilder();
    for (String line : stream.split("\n")) {
      int at = line.indexOf("\"content\":\"") + 11;
      text.append(at < 11 ? "" : line.substring(at, line.indexOf('"', at)));
    }
    return text.toString();
  }

  /** Keeps content. */
  private static final class Kept {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    synchronized void add(ByteBuffer content) {
      assertTrue(content.hasRemaining(), "nobody gets an empty piece");
      byte[] copy = new byte[content.remaining()];
      content.get(copy);
      bytes.write(copy, 0, copy.length);
    }

    synchronized String text() {
      return ListenerScenarios.text(new String(bytes.toByteArray(), UTF_8));
    }
  }

  private static Result end(CompletableFuture<Result> end) throws Exception {
    Result result = end.get(SECONDS, TimeUnit.SECONDS);
    assertNull(result.getFailure());
    return result;
  }

  @Test
  public void aListenerOfContentGetsTheValue() throws Exception {
    Kept kept = new Kept();
    CompletableFuture<Result> end = new CompletableFuture<>();
    ask().onResponseContent((response, content) -> kept.add(content)).send(end::complete);
    end(end);
    assertEquals(TEXT, kept.text());
    assertNoValueLeft();
  }

  @Test
  public void twoListenersGetTheSame() throws Exception {
    Kept first = new Kept();
    Kept second = new Kept();
    CompletableFuture<Result> end = new CompletableFuture<>();
    ask()
        .onResponseContent((response, content) -> first.add(content))
        .onResponseContentAsync(
            (response, content, callback) -> {
              second.add(content);
              callback.succeeded();
            })
        .send(end::complete);
    end(end);
    assertEquals(TEXT, first.text());
    assertEquals(TEXT, second.text());
  }

  @Test
  public void aListenerThatTakesItsTimeGetsOnePieceAfterTheOther() throws Exception {
    Kept kept = new Kept();
    BlockingQueue<Callback> taken = new LinkedBlockingQueue<>();
    CompletableFuture<Result> end = new CompletableFuture<>();
    ask()
        .onResponseContentAsync(
            (response, content, callback) -> {
              assertTrue(taken.isEmpty(), "the piece before was not done yet");
              kept.add(content);
              taken.add(callback);
            })
        .send(end::complete);
    while (!end.isDone()) {
      Callback next = taken.poll(10, TimeUnit.MILLISECONDS);
      if (next != null) {
        next.succeeded();
      }
    }
    end(end);
    assertEquals(TEXT, kept.text());
  }

  @Test
  public void anAnswerThatIsBufferedHasTheValue() throws Exception {
    CompletableFuture<String> text = new CompletableFuture<>();
    ask()
        .send(
            new BufferingResponseListener() {
              @Override
              public void onComplete(Result result) {
                text.complete(getContentAsString());
              }
            });
    assertEquals(TEXT, text(text.get(SECONDS, TimeUnit.SECONDS)));
  }

  @Test
  public void anAnswerInTheFutureHasTheValue() throws Exception {
    Request request = ask();
    FutureResponseListener listener = new FutureResponseListener(request);
    request.send(listener);
    assertEquals(TEXT, text(listener.get(SECONDS, TimeUnit.SECONDS).getContentAsString()));
  }

  @Test
  public void anAnswerAsAStreamHasTheValue() throws Exception {
    InputStreamResponseListener listener = new InputStreamResponseListener();
    ask().send(listener);
    assertEquals(200, listener.get(SECONDS, TimeUnit.SECONDS).getStatus());
    assertEquals(TEXT, text(new String(listener.getInputStream().readAllBytes(), UTF_8)));
  }

  @Test
  public void aListenerThatDemandsGetsWhatItDemands() throws Exception {
    Kept kept = new Kept();
    List<Integer> open = new ArrayList<>();
    CompletableFuture<Result> end = new CompletableFuture<>();
    Request request = ask();
    boolean isKnown =
        onDemanded(
            request,
            (demand, content, callback) -> {
              if (content != null) {
                kept.add(content);
                open.add(1);
                callback.succeeded();
              }
              demand.accept(1);
            });
    assumeTrue(isKnown, "this version's listeners demand nothing");
    request.send(end::complete);
    end(end);
    assertEquals(TEXT, kept.text());
    assertTrue(open.size() > 1, "piece by piece");
  }

  @Test
  public void aListenerThatStopsDemandingGetsNoMore() throws Exception {
    AtomicReference<@Nullable LongConsumer> more = new AtomicReference<>();
    CountDownLatch first = new CountDownLatch(1);
    Kept kept = new Kept();
    CompletableFuture<Result> end = new CompletableFuture<>();
    Request request = ask();
    boolean isKnown =
        onDemanded(
            request,
            (demand, content, callback) -> {
              if (content == null) {
                demand.accept(1);
                return;
              }
              kept.add(content);
              callback.succeeded();
              if (more.getAndSet(demand) == null) {
                first.countDown();
              } else {
                demand.accept(1);
              }
            });
    assumeTrue(isKnown, "this version's listeners demand nothing");
    request.send(end::complete);
    assertTrue(first.await(SECONDS, TimeUnit.SECONDS));
    assertFalse(end.isDone(), "the rest waits for a demand");
    more.get().accept(1);
    end(end);
    assertEquals(TEXT, kept.text());
  }

  /** Hears of content, of none before the first. */
  private interface Demanding {
    void onContent(LongConsumer demand, @Nullable ByteBuffer content, @Nullable Callback callback);
  }

  /** Adds a listener that versions before 9.4.22 don't have; tells whether this one does. */
  private static boolean onDemanded(Request request, Demanding listener) throws Exception {
    Method add =
        Arrays.stream(Request.class.getMethods())
            .filter(method -> method.getName().equals("onResponseContentDemanded"))
            .findFirst()
            .orElse(null);
    if (add == null) {
      return false;
    }
    Class<?> type = add.getParameterTypes()[0];
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("onBeforeContent")) {
                listener.onContent((LongConsumer) arguments[1], null, null);
              } else {
                listener.onContent(
                    (LongConsumer) arguments[1],
                    (ByteBuffer) arguments[2],
                    (Callback) arguments[3]);
              }
              return null;
            });
    add.invoke(request, proxy);
    return true;
  }

  @Test
  public void listenersOfHeadersSeeNoLengthThatIsNotTrue() throws Exception {
    server.script(Scene::echo);
    CompletableFuture<String> length = new CompletableFuture<>();
    CompletableFuture<Result> end = new CompletableFuture<>();
    ask()
        .onResponseHeaders(
            response ->
                length.complete(
                    String.valueOf(response.getHeaders().get(HttpHeader.CONTENT_LENGTH))))
        .send(end::complete);
    end(end);
    assertEquals("null", length.get(SECONDS, TimeUnit.SECONDS));
  }

  @Test
  public void listenersHearOfARefusalInOrder() throws Exception {
    policy("redact:", "  email_address: block");
    List<String> events = new ArrayList<>();
    CompletableFuture<Result> end = new CompletableFuture<>();
    ask()
        .onResponseBegin(response -> events.add("begin " + response.getStatus()))
        .onResponseHeaders(response -> events.add("headers"))
        .onResponseContent((Response response, ByteBuffer content) -> events.add("content"))
        .onResponseSuccess(response -> events.add("success"))
        .send(
            result -> {
              events.add("complete");
              end.complete(result);
            });
    end(end);
    assertEquals(List.of("begin 403", "headers", "content", "success", "complete"), events);
    assertNothingLeft();
  }
}
