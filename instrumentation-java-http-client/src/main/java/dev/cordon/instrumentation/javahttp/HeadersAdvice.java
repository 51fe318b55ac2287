package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Leaving;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The advice nearest to the network: where HTTP/1.1 and HTTP/2 take the headers that they write.
 * Thread-safe.
 */
public final class HeadersAdvice {
  private HeadersAdvice() {}

  /**
   * Runs when {@code HttpRequestImpl.getUserHeaders} returns.
   *
   * @param request the client's own request, which may be what a redirect made of ours
   * @param result its headers
   * @return the headers to write
   */
  public static HttpHeaders userHeaders(HttpRequest request, HttpHeaders result) {
    if (Cordon.gate() == null) {
      return result;
    }
    RequestHead head = RequestHeads.of(request, result);
    if (head == null) {
      return result;
    }
    Optional<BodyPublisher> body = request.bodyPublisher();
    Decision handshake = SocketOpening.decision(result);
    if (handshake != null) {
      return leaving(handshake, head);
    }
    Decision decision =
        body.isPresent() && body.get() instanceof GovernedBody
            ? ((GovernedBody) body.get()).decision()
            : OwnRequests.decision(request);
    if (decision != null) {
      if (decision.redirected(head) != null) {
        throw refusal(decision);
      }
    } else if (body.isPresent()) {
      return unjudged(head, body.get(), result);
    }
    return atTheDoor(decision, head, result);
  }

  private static HttpHeaders atTheDoor(
      @Nullable Decision decision, RequestHead head, HttpHeaders headers) {
    try {
      return leaving(decision, head, headers);
    } catch (IllegalStateException refusal) {
      throw new DeliberateException(refusal);
    }
  }

  /** A WebSocket's handshake, which the client made: its headers are changed here alone. */
  private static HttpHeaders leaving(Decision handshake, RequestHead head) {
    RequestHeads.Edited edited = RequestHeads.edited(head);
    handshake.edit(edited);
    return atTheDoor(handshake, RequestHeads.with(head, edited.headers()), edited.headers());
  }

  /**
   * A request to an AI vendor whose body nobody judged: a redirect leads here from a host that is
   * none. The body is on its way already.
   */
  private static HttpHeaders unjudged(RequestHead head, BodyPublisher body, HttpHeaders headers) {
    Call call = body.contentLength() == 0 ? null : Call.of(GovernedCall.WHERE, head);
    if (call != null) {
      Decision decision = call.unread(Exchange.Unread.DUPLEX, body.contentLength());
      if (decision.refusal() == null) {
        decision.fail(new IOException("redirected")); // no answer of it will pass here
      }
      if (decision.refusal() != null) {
        throw refusal(decision);
      }
    }
    return headers;
  }

  /** Here the client takes no answer any more: it sees an exception that says why. */
  private static DeliberateException refusal(Decision decision) {
    Exchange exchange = decision.exchange();
    String why = exchange == null ? null : exchange.refusal();
    return new DeliberateException(
        new IllegalStateException(
            "Cordon refused to send this request" + (why == null ? "" : ": " + why)));
  }

  /**
   * Answers in the place of {@link #userHeaders} when that failed.
   *
   * @return the headers as they are, unless the request is an AI call
   */
  public static HttpHeaders onFault(HttpRequest request, HttpHeaders result) {
    RequestHead head = RequestHeads.of(request, result);
    if (head != null && Call.faulty(GovernedCall.WHERE, head) != null) {
      throw new DeliberateException(new IllegalStateException(Leaving.FAULT));
    }
    return result;
  }

  /** Returns the headers of an AI call's request without those that must not leave with it. */
  static HttpHeaders leaving(Decision decision, HttpRequest request, HttpHeaders headers) {
    RequestHead head = RequestHeads.of(request, headers);
    return head == null ? headers : leaving(decision, head, headers);
  }

  private static HttpHeaders leaving(
      @Nullable Decision decision, RequestHead head, HttpHeaders headers) {
    RequestHeads.Edited edited = RequestHeads.edited(headers);
    Exchange exchange = decision == null ? null : decision.exchange();
    if (!Leaving.apply(GovernedCall.WHERE, exchange, head, edited)) {
      throw new IllegalStateException(Leaving.FAULT);
    }
    return edited.headers();
  }
}
