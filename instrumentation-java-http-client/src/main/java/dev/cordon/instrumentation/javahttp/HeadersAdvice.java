package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Cordon;
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
  private static final String WHERE = "java-http-client headers";

  private HeadersAdvice() {}

  /**
   * Runs when {@code HttpRequestImpl.getUserHeaders} returns.
   *
   * @param request the client's own request, which may be what a redirect made of ours
   * @param result its headers
   * @return the headers to write
   */
  public static HttpHeaders userHeaders(HttpRequest request, HttpHeaders result) {
    Optional<BodyPublisher> body = request.bodyPublisher();
    if (!body.isPresent()) {
      return unmarked(request, result);
    }
    return body.get() instanceof GovernedBody
        ? leaving(((GovernedBody) body.get()).exchange(), request, result)
        : result;
  }

  /** Returns the headers of an AI call's request without those that must not leave with it. */
  static HttpHeaders leaving(Exchange exchange, HttpRequest request, HttpHeaders headers) {
    try {
      RequestHead head = RequestHeads.of(request, headers);
      return head == null ? headers : RequestHeads.headers(headers, exchange.leaving(head));
    } catch (RuntimeException | Error fault) {
      Cordon.fault(WHERE, fault);
      if (Cordon.refuseOnFault()) {
        throw new IllegalStateException("Cordon could not check this request's headers");
      }
      return headers;
    }
  }

  /** Without a body nothing tells whose the request is. Most are nobody's: a fault changes none. */
  private static HttpHeaders unmarked(HttpRequest request, HttpHeaders headers) {
    try {
      Gate gate = Cordon.gate();
      @Nullable RequestHead head = gate == null ? null : RequestHeads.of(request, headers);
      return gate == null || head == null
          ? headers
          : RequestHeads.headers(headers, gate.leaving(head));
    } catch (RuntimeException | Error fault) {
      Cordon.fault(WHERE, fault);
      return headers;
    }
  }
}
