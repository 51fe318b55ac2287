package dev.cordon.instrumentation.helidon;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Decision;
import io.helidon.common.media.type.ParserMode;
import io.helidon.http.ClientResponseHeaders;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webclient.api.WebClientServiceRequest;
import io.helidon.webclient.api.WebClientServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** Makes the answers that an application gets. Stateless. */
final class Answers {
  private Answers() {}

  /** Answers in the server's place; there is no connection to give back. */
  static WebClientServiceResponse refused(
      SyntheticAnswer refusal, WebClientServiceRequest request) {
    WritableHeaders<?> headers = WritableHeaders.create();
    refusal.headers().forEach((name, value) -> headers.set(HeaderValues.create(name, value)));
    headers.contentLength(refusal.body().length);
    return WebClientServiceResponse.builder()
        .serviceRequest(request)
        .status(Status.create(refusal.status(), refusal.reason()))
        .headers(ClientResponseHeaders.create(headers))
        .inputStream(new ByteArrayInputStream(refusal.body()))
        .connection(NoConnection.INSTANCE)
        .whenComplete(new CompletableFuture<>())
        .build();
  }

  /**
   * Leads an answer through the engine.
   *
   * @param answer as it came
   * @param client a class of the transport's: a body of another package is one that the client
   *     decodes
   * @param mode how the client reads media types
   */
  static WebClientServiceResponse restored(
      WebClientServiceResponse answer, Decision decision, Class<?> client, ParserMode mode) {
    InputStream body = answer.inputStream().orElse(null);
    boolean isDecoded = body != null && body.getClass().getPackage() != client.getPackage();
    AnswerPlan plan =
        decision.answer(
            answer.status().code(), new Outgoing.Lines(answer.headers(), isDecoded), body != null);
    if (plan.isUntouched() || body == null) {
      return answer;
    }
    InputStream restored = pulled(plan, body, answer.headers());
    WebClientServiceResponse.Builder given =
        WebClientServiceResponse.builder(answer)
            .inputStream(restored)
            .whenComplete(closing(restored, answer));
    if (plan.dropsLength()) {
      given.headers(ofNoLength(answer.headers(), isDecoded, mode));
    }
    return given.build();
  }

  private static InputStream pulled(
      AnswerPlan plan, InputStream body, ClientResponseHeaders headers) {
    if (headers.contains(HeaderNames.CONTENT_LENGTH)
        || headers.contains(HeaderNames.TRANSFER_ENCODING)) {
      return plan.pull(body);
    }
    ConnectionEnd ending = new ConnectionEnd(body);
    return ending.telling(plan.pull(ending));
  }

  /** An application may close an answer whose body it never asked for. */
  private static CompletableFuture<WebClientServiceResponse> closing(
      InputStream body, WebClientServiceResponse answer) {
    CompletableFuture<WebClientServiceResponse> closed = new CompletableFuture<>();
    closed.whenComplete(
        (response, failure) -> {
          try {
            body.close();
          } catch (IOException gone) {
            answer.whenComplete().completeExceptionally(gone);
          }
          if (failure == null) {
            answer.whenComplete().complete(answer);
          } else {
            answer.whenComplete().completeExceptionally(failure);
          }
        });
    return closed;
  }

  /** Without a length the client takes HTTP/1.1's body for none, unless it comes in chunks. */
  private static ClientResponseHeaders ofNoLength(
      ClientResponseHeaders came, boolean isDecoded, ParserMode mode) {
    WritableHeaders<?> headers = WritableHeaders.create(came);
    if (headers.contains(HeaderNames.CONTENT_LENGTH)) {
      headers.remove(HeaderNames.CONTENT_LENGTH);
      headers.set(HeaderValues.TRANSFER_ENCODING_CHUNKED);
    }
    if (!isDecoded) {
      headers.remove(HeaderNames.CONTENT_ENCODING);
    }
    return ClientResponseHeaders.create(headers, mode);
  }
}
