package dev.cordon.instrumentation.helidon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Reply;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.ClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.http2.Http2Client;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every client keeps, kept by Helidon's. Run by {@link EveryVersionTest}. */
public class ContractScenarios extends ClientContract {
  private static final int PIECE = 7;

  private final WebClient client =
      made(() -> WebClient.builder().sendExpectContinue(false).build());

  /** Helidon looks for its protocols in the context's class loader. */
  private static <T> T made(Supplier<T> maker) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ContractScenarios.class.getClassLoader());
    try {
      return maker.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  protected Reply send(Ask ask) throws Exception {
    return send(client.method(Method.create(ask.method())), ask);
  }

  /** Behind a body that was written Helidon follows every redirect with a GET. */
  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.REDIRECT && ability != Ability.ROUTED;
  }

  /** The server never says 100, so Helidon waits a while for it. */
  @Test
  public void aBodyThatWaitsToBeAskedForLeavesWithoutTheValue() throws Exception {
    WebClient waiting = made(WebClient::create);
    Ask ask = chat("mail " + VALUE).framed(Framing.CHUNKED);
    try (Reply reply = send(waiting.method(Method.POST), ask)) {
      assertTrue(new String(reply.bytes(), UTF_8).contains("mail " + VALUE));
    }
    assertTrue(server.requests().get(0).contains("Expect: 100-continue"));
    assertFalse(server.requests().toString().contains(VALUE), server.requests()::toString);
  }

  /** The client's own writers make the bytes of an object. */
  @Test
  public void anObjectLeavesWithoutTheValue() throws Exception {
    String text = new String(chat("mail " + VALUE).body(), UTF_8);
    HttpClientResponse response =
        made(() -> client.post().uri(URI.create(server.url(CHAT))).submit(text));
    assertTrue(made(() -> response.as(String.class)).contains("mail " + VALUE));
    assertFalse(server.requests().toString().contains(VALUE), server.requests()::toString);
  }

  @Override
  protected @Nullable Reply sendOverHttp2(Ask ask) throws Exception {
    try {
      return Http2Contract.send(ask);
    } catch (NoClassDefFoundError notThere) {
      return null;
    }
  }

  /** The protocol is a jar of its own. */
  private static final class Http2Contract {
    private static final Http2Client CLIENT =
        made(
            () ->
                Http2Client.builder().protocolConfig(http2 -> http2.priorKnowledge(true)).build());

    static Reply send(Ask ask) throws IOException {
      return ContractScenarios.send(CLIENT.method(Method.create(ask.method())), ask);
    }
  }

  private static void write(Ask ask, OutputStream out) throws IOException {
    try (out) {
      int piece = Math.max(PIECE, ask.body().length / 4);
      for (int at = 0; at < ask.body().length; at += piece) {
        out.write(ask.body(), at, Math.min(piece, ask.body().length - at));
      }
    }
  }

  private static Reply send(ClientRequest<?> request, Ask ask) throws IOException {
    request.uri(URI.create(ask.url())).keepAlive(false);
    ask.headers()
        .forEach(
            line ->
                request.headers(
                    headers -> headers.add(HeaderNames.create(line.getKey()), line.getValue())));
    request.headers(headers -> headers.set(HeaderNames.CONTENT_TYPE, ask.contentType()));
    HttpClientResponse response;
    try {
      response = made(() -> submit(request, ask));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    InputStream body =
        response.entity().hasEntity()
            ? response.inputStream()
            : new ByteArrayInputStream(new byte[0]);
    return new Reply(
        response.status().code(),
        name -> response.headers().first(HeaderNames.create(name)).orElse(null),
        new FilterInputStream(body) {
          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          /** Helidon reports the end of a body that ends with its connection in this way. */
          @Override
          public int read(byte[] bytes, int at, int count) throws IOException {
            try {
              return in.read(bytes, at, count);
            } catch (DataReader.InsufficientDataAvailableException end) {
              return -1;
            }
          }

          @Override
          public void close() {
            response.close();
          }
        });
  }

  private static HttpClientResponse submit(ClientRequest<?> request, Ask ask) {
    if (ask.framing() == Framing.WHOLE) {
      return ask.body().length == 0 ? request.request() : request.submit(ask.body());
    }
    if (ask.framing() == Framing.ONE_SHOT) {
      request.headers(headers -> headers.contentLength(ask.body().length));
    }
    return request.outputStream(out -> write(ask, out));
  }
}
