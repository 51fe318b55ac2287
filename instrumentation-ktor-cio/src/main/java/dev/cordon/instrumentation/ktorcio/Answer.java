package dev.cordon.instrumentation.ktorcio;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Decision;
import io.ktor.client.request.HttpResponseData;
import io.ktor.http.Headers;
import io.ktor.http.HeadersBuilder;
import io.ktor.http.HttpProtocolVersion;
import io.ktor.http.HttpStatusCode;
import io.ktor.util.date.DateJvmKt;
import io.ktor.utils.io.ByteReadChannel;
import java.util.concurrent.CancellationException;
import kotlin.coroutines.CoroutineContext;
import org.jspecify.annotations.Nullable;

/** The answer to one request, as the application gets it. Used by one thread at a time. */
final class Answer {
  private static final String LENGTH = "Content-Length";
  private static final String CODING = "Content-Encoding";
  private static final String LOCATION = "Location";

  private final Decision decision;
  private final boolean isForHead;
  private @Nullable AnswerPlan plan;

  /**
   * Makes one that nobody has begun.
   *
   * @param decision of its request
   * @param isForHead whether the request is one for which no body comes
   */
  Answer(Decision decision, boolean isForHead) {
    this.decision = decision;
    this.isForHead = isForHead;
  }

  /** Answers in the server's place. */
  static HttpResponseData refused(SyntheticAnswer refusal, CoroutineContext context) {
    HeadersBuilder headers = new HeadersBuilder();
    refusal.headers().forEach(headers::append);
    headers.set(LENGTH, Integer.toString(refusal.body().length));
    return new HttpResponseData(
        new HttpStatusCode(refusal.status(), refusal.reason()),
        DateJvmKt.GMTDate(null),
        headers.build(),
        new HttpProtocolVersion("HTTP", 1, 1),
        Channels.of(refusal.body(), context),
        context);
  }

  /** Makes what the application gets of what came. */
  HttpResponseData of(HttpResponseData came) {
    int status = came.getStatusCode().getValue();
    SyntheticAnswer astray =
        plan == null ? decision.leadsAstray(status, came.getHeaders().get(LOCATION)) : null;
    Object body = came.getBody();
    if (astray != null) {
      decision.answer(astray.status(), HeaderSource.NONE, false);
      if (body instanceof ByteReadChannel) {
        Channels.cancel((ByteReadChannel) body, new CancellationException("refused"));
      }
      return refused(astray, came.getCallContext());
    }
    if (plan == null) {
      if (body instanceof ByteReadChannel) {
        body =
            restored(
                came.getStatusCode(),
                came.getHeaders(),
                (ByteReadChannel) body,
                came.getCallContext());
      } else {
        plan = decision.answer(status, new Lines(came.getHeaders()), false);
      }
    }
    Headers headers = shown(came.getHeaders());
    return body == came.getBody() && headers == came.getHeaders()
        ? came
        : new HttpResponseData(
            came.getStatusCode(),
            came.getRequestTime(),
            headers,
            came.getVersion(),
            body,
            came.getCallContext());
  }

  /** Begins the answer, and leads its bytes through the engine. Once only. */
  ByteReadChannel restored(
      HttpStatusCode status, Headers headers, ByteReadChannel body, CoroutineContext context) {
    AnswerPlan begun = decision.answer(status.getValue(), new Lines(headers), !isForHead);
    plan = begun;
    return begun.isUntouched() ? body : Channels.restored(body, begun.push(), context);
  }

  /** Returns the headers that the application sees, of an answer that was begun. */
  Headers shown(Headers headers) {
    if (plan == null || !plan.dropsLength()) {
      return headers;
    }
    HeadersBuilder builder = new HeadersBuilder();
    builder.appendAll(headers);
    builder.remove(LENGTH);
    builder.remove(CODING);
    return builder.build();
  }
}
