package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Advice where the client makes its own requests: one copy of a governed request, and one more at
 * each redirect and challenge, which may leave the body behind. Thread-safe.
 */
public final class OwnRequests {
  private static final Attached<HttpRequest, Decision> DECISIONS =
      new Attached<HttpRequest, Decision>();

  private OwnRequests() {}

  /** Returns what was decided of the call that one of the client's requests is part of, or null. */
  static @Nullable Decision decision(HttpRequest request) {
    return DECISIONS.get(request);
  }

  /**
   * Advice on the constructor that copies what is sent.
   *
   * @param made the client's request
   * @param sent what it was made of
   * @param proxies the client's
   */
  public static void onMade(Object made, HttpRequest sent, @Nullable ProxySelector proxies) {
    if (sent instanceof GovernedRequest) {
      DECISIONS.put((HttpRequest) made, ((GovernedRequest) sent).decision());
    }
  }

  /**
   * Advice on the constructors that make a request of the one before.
   *
   * @param made the client's next request
   * @param uri where it goes to
   * @param method its method
   * @param from the one before
   */
  public static void onRedirected(Object made, URI uri, @Nullable String method, HttpRequest from) {
    Decision decision = DECISIONS.get(from);
    if (decision != null) {
      DECISIONS.put((HttpRequest) made, decision);
    }
  }
}
