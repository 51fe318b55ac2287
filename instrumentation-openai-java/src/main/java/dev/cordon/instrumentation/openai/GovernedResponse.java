package dev.cordon.instrumentation.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Decision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An answer whose body runs through the engine as the application reads it. */
final class GovernedResponse implements HttpResponse {
  private final HttpResponse original;
  private final AnswerPlan plan;
  private final Headers headers;
  private @Nullable InputStream body;
  private boolean closed;

  private GovernedResponse(HttpResponse original, AnswerPlan plan, Headers headers) {
    this.original = original;
    this.plan = plan;
    this.headers = headers;
  }

  /** Wraps an answer. */
  static HttpResponse of(Decision decision, HttpResponse response) {
    Headers headers = response.headers();
    AnswerPlan plan = decision.answer(response.statusCode(), OutgoingRequest.lines(headers), true);
    if (plan.isUntouched()) {
      return response;
    }
    if (plan.dropsLength()) {
      headers = headers.toBuilder().remove("content-length").remove("content-encoding").build();
    }
    return new GovernedResponse(response, plan, headers);
  }

  @Override
  public int statusCode() {
    return original.statusCode();
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public synchronized InputStream body() {
    if (body == null) {
      body = plan.pull(original.body());
    }
    return body;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      end();
    }
    original.close();
  }

  private void end() {
    try {
      (body == null ? plan.pull(new ByteArrayInputStream(new byte[0])) : body).close();
    } catch (IOException alreadyBroken) {
      // closing the original says it to the application
    }
  }
}
