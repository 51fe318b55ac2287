package dev.cordon.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** What every client keeps, kept by Reactor Netty. Run by {@link EveryVersionTest}. */
public class ReactorScenarios extends ClientContract {
  private static final int PIECE = 1000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.create().followRedirect(true).disableRetry(true);

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.ROUTED;
  }

  @Override
  protected Reply send(Ask ask) {
    return reply(answer(client, ask).block(LIMIT));
  }

  @Override
  protected Reply sendOverHttp2(Ask ask) {
    return reply(answer(client.protocol(HttpProtocol.H2C), ask).block(LIMIT));
  }

  @Override
  protected Runnable begin(Ask ask) {
    return answer(client, ask).subscribe()::dispose;
  }

  /** The pool hands the connection on while the refusal is being delivered. */
  @Test
  public void aRefusedCallsConnectionServesWhoHasWaitedForIt() {
    policy("redact:", "  email_address: block");
    ConnectionProvider pool =
        ConnectionProvider.builder("one").maxConnections(1).pendingAcquireMaxCount(-1).build();
    HttpClient one = HttpClient.create(pool).disableRetry(true);
    List<Integer> statuses =
        Flux.range(0, 40)
            .flatMapSequential(call -> status(one, chat(call % 2 == 0 ? VALUE : "hello")), 40)
            .collectList()
            .block(LIMIT);
    for (int call = 0; call < 40; call++) {
      assertEquals(call % 2 == 0 ? 403 : 200, statuses.get(call), "call " + call);
    }
    pool.disposeLater().block(LIMIT);
  }

  private static Mono<Integer> status(HttpClient client, Ask ask) {
    return client
        .headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, ask.contentType()))
        .post()
        .uri(ask.url())
        .send(body(ask.framed(Framing.CHUNKED)))
        .responseSingle((head, content) -> content.thenReturn(head.status().code()));
  }

  private static Mono<Answer> answer(HttpClient client, Ask ask) {
    return client
        .headers(
            headers -> {
              ask.headers().forEach(line -> headers.add(line.getKey(), line.getValue()));
              headers.set(HttpHeaderNames.CONTENT_TYPE, ask.contentType());
              if (ask.framing() != Framing.CHUNKED) {
                headers.set(HttpHeaderNames.CONTENT_LENGTH, ask.body().length);
              }
            })
        .request(HttpMethod.valueOf(ask.method()))
        .uri(ask.url())
        .send(body(ask))
        .responseConnection((head, connection) -> Mono.just(new Answer(head, connection)))
        .next();
  }

  private static Reply reply(Answer answer) {
    return new Reply(
        answer.head.status().code(), name -> answer.head.responseHeaders().get(name), answer);
  }

  private static Publisher<? extends ByteBuf> body(Ask ask) {
    byte[] bytes = ask.body();
    if (ask.framing() == Framing.WHOLE) {
      return Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes));
    }
    return Flux.range(0, (bytes.length + PIECE - 1) / PIECE)
        .map(
            index ->
                Unpooled.wrappedBuffer(
                    Arrays.copyOfRange(
                        bytes, index * PIECE, Math.min(bytes.length, (index + 1) * PIECE))));
  }

  /** An answer, its body read as the test reads. */
  private static final class Answer extends InputStream {
    private final HttpClientResponse head;
    private final Connection connection;
    private final EventLoop loop;
    private final Iterator<byte[]> pieces;
    private InputStream piece = new ByteArrayInputStream(new byte[0]);

    Answer(HttpClientResponse head, Connection connection) {
      this.head = head;
      this.connection = connection;
      loop = connection.channel().eventLoop();
      pieces = connection.inbound().receive().asByteArray().toIterable(1).iterator();
    }

    @Override
    public int read() {
      try {
        int next = piece.read();
        while (next < 0 && pieces.hasNext()) {
          piece = new ByteArrayInputStream(pieces.next());
          next = piece.read();
        }
        return next;
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      }
    }

    @Override
    public void close() throws IOException {
      Channel channel = connection.channel();
      connection.dispose();
      try {
        channel.close().sync();
        loop.submit(() -> {}).sync(); // behind what closed the channel
        loop.submit(() -> {}).sync(); // behind what that left to be done
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
    }
  }
}
