package dev.cordon.instrumentation.netty;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.Reply;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What every client keeps, kept by Armeria over HTTP/2. */
public class ArmeriaScenarios extends Http2Contract {
  private static final int PIECE = 1000;
  private static final int SECONDS = 30;
  private static final ClientFactory FACTORY =
      ClientFactory.builder().useHttp2Preface(true).build();
  private static final WebClient CLIENT =
      WebClient.builder()
          .factory(FACTORY)
          .responseTimeoutMillis(SECONDS * 1000L)
          .writeTimeoutMillis(SECONDS * 1000L)
          .maxResponseLength(0)
          .build();

  @Override
  protected Reply over(Ask ask) throws Exception {
    return reply(sent(ask, "h2c"));
  }

  static Reply reply(HttpResponse response) throws Exception {
    Answer answer = new Answer();
    response.subscribe(answer);
    ResponseHeaders head;
    try {
      head = answer.head.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
    }
    return new Reply(
        head.status().code(),
        name -> head.get(name),
        answer.body.closedBy(
            () -> {
              response.abort();
              response.whenComplete().handle((done, failure) -> done).join();
            }));
  }

  @Override
  protected Runnable begin(Ask ask) {
    return begun(sent(bridged(ask), "h2c"));
  }

  static Runnable begun(HttpResponse response) {
    response.subscribe(new Answer());
    return response::abort;
  }

  static HttpResponse sent(Ask ask, String protocol) {
    RequestHeadersBuilder headers = headers(ask, protocol);
    byte[] body = ask.body();
    if (ask.framing() == Framing.WHOLE) {
      return CLIENT.execute(HttpRequest.of(headers.build(), HttpData.wrap(body)));
    }
    if (ask.framing() == Framing.ONE_SHOT) {
      headers.add(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
    }
    HttpRequestWriter request = HttpRequest.streaming(headers.build());
    HttpResponse response = CLIENT.execute(request);
    boolean open = true; // policy may have answered already
    for (int at = 0; open && at < body.length; at += PIECE) {
      open =
          request.tryWrite(
              HttpData.wrap(Arrays.copyOfRange(body, at, Math.min(body.length, at + PIECE))));
    }
    request.close();
    return response;
  }

  private static RequestHeadersBuilder headers(Ask ask, String protocol) {
    RequestHeadersBuilder headers =
        RequestHeaders.builder(
            HttpMethod.valueOf(ask.method()), ask.url().replace("http:", protocol + ':'));
    ask.headers().forEach(line -> headers.add(line.getKey(), line.getValue()));
    headers.add(HttpHeaderNames.CONTENT_TYPE, ask.contentType());
    return headers;
  }

  @Override
  protected Slow slowly(Ask ask) throws Exception {
    byte[] body = ask.body();
    int half = body.length / 2;
    HttpRequestWriter request = HttpRequest.streaming(headers(bridged(ask), "h2c").build());
    HttpResponse response = CLIENT.execute(request);
    CompletableFuture<Void> begun = new CompletableFuture<>();
    request.write(HttpData.wrap(Arrays.copyOf(body, half)));
    request.whenConsumed().thenRun(() -> begun.complete(null));
    begun.get(SECONDS, TimeUnit.SECONDS);
    return () -> {
      request.write(HttpData.wrap(Arrays.copyOfRange(body, half, body.length)));
      request.close();
      return reply(response);
    };
  }

  /** Takes an answer piece by piece. */
  private static final class Answer implements Subscriber<HttpObject> {
    private final CompletableFuture<ResponseHeaders> head = new CompletableFuture<>();
    private final BodyQueue body = new BodyQueue();
    private Subscription subscription;

    @Override
    public void onSubscribe(Subscription begun) {
      subscription = begun;
      subscription.request(1);
    }

    @Override
    public void onNext(HttpObject piece) {
      if (piece instanceof ResponseHeaders) {
        head.complete((ResponseHeaders) piece);
      } else if (piece instanceof HttpData) {
        body.add(((HttpData) piece).array());
      }
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      head.completeExceptionally(failure);
      body.fail(failure);
    }

    @Override
    public void onComplete() {
      body.end();
    }
  }
}
