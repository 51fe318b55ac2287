package dev.cordon.instrumentation.ktorcio;

import io.ktor.client.request.HttpRequestData;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.request.ResponseAdapter;
import io.ktor.http.content.OutgoingContent;
import io.ktor.util.AttributeKey;

/**
 * Bodies around bodies and answers that aren't bytes, both of Ktor 3, whose plugin for server-sent
 * events has them. Loaded there only. Stateless.
 */
final class Wrapping {
  private Wrapping() {}

  /** Returns the body that has the bytes. */
  static OutgoingContent innermost(OutgoingContent content) {
    OutgoingContent inner = content;
    while (inner instanceof OutgoingContent.ContentWrapper) {
      inner = ((OutgoingContent.ContentWrapper) inner).delegate();
    }
    return inner;
  }

  /** Puts what is around a body around another one: the engine knows some requests by it. */
  static OutgoingContent around(OutgoingContent inner, OutgoingContent outer) {
    if (!(outer instanceof OutgoingContent.ContentWrapper)) {
      return inner;
    }
    OutgoingContent.ContentWrapper wrapper = (OutgoingContent.ContentWrapper) outer;
    return wrapper.copy(around(inner, wrapper.delegate()));
  }

  /** Makes the attributes of a request whose answer a plugin may make something else of. */
  static GovernedAttributes adapting(HttpRequestData request, Answer answer) {
    AttributeKey<ResponseAdapter> key = HttpRequestKt.getResponseAdapterAttributeKey();
    ResponseAdapter adapter = request.getAttributes().getOrNull(key);
    return adapter == null
        ? new GovernedAttributes(request.getAttributes(), null, null)
        : new GovernedAttributes(
            request.getAttributes(), key, new AnswerAdapter(adapter, request, answer));
  }
}
