package dev.cordon.instrumentation.ktorcio;

import io.ktor.client.request.HttpRequestData;
import io.ktor.client.request.ResponseAdapter;
import io.ktor.http.Headers;
import io.ktor.http.HttpStatusCode;
import io.ktor.http.content.OutgoingContent;
import io.ktor.utils.io.ByteReadChannel;
import kotlin.coroutines.CoroutineContext;
import org.jspecify.annotations.Nullable;

/**
 * Has a plugin make of a restored answer what it would make of the answer: the engine asks for it
 * before the answer is there for anybody else. Used by one thread at a time.
 */
final class AnswerAdapter implements ResponseAdapter {
  private static final int OK = 200;
  private static final int REDIRECT = 300;

  private final ResponseAdapter adapter;
  private final HttpRequestData request;
  private final Answer answer;

  /**
   * Makes one.
   *
   * @param adapter the plugin's
   * @param request as the application made it
   * @param answer begun where the answer is the last one
   */
  AnswerAdapter(ResponseAdapter adapter, HttpRequestData request, Answer answer) {
    this.adapter = adapter;
    this.request = request;
    this.answer = answer;
  }

  @Override
  public @Nullable Object adapt(
      HttpRequestData sent,
      HttpStatusCode status,
      Headers headers,
      ByteReadChannel body,
      OutgoingContent sentBody,
      CoroutineContext context) {
    OutgoingContent asked = request.getBody();
    if (status.getValue() < OK || status.getValue() >= REDIRECT) {
      return adapter.adapt(request, status, headers, body, asked, context);
    }
    ByteReadChannel restored = answer.restored(status, headers, body, context);
    Object adapted =
        adapter.adapt(request, status, answer.shown(headers), restored, asked, context);
    return adapted == null ? restored : adapted;
  }
}
