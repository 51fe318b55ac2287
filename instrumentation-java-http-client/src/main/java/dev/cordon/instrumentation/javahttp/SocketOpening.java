package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.TakeOver;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The opening of one WebSocket of an AI call: judged where it is built, because there its address
 * can still change; sent by the client as a request, on the same thread. Used by one thread, then
 * by the client's.
 */
final class SocketOpening {
  private static final int SWITCHING_PROTOCOLS = 101;

  private static final ThreadLocal<@Nullable SocketOpening> UNDERWAY = new ThreadLocal<>();

  private static final String KEY = "Sec-WebSocket-Key";

  /**
   * The decisions about handshakes under way, by their keys (RFC 6455, 4.1), for the headers that
   * they leave with: the client sends a copy of the request.
   */
  private static final ConcurrentMap<String, Decision> SENT = new ConcurrentHashMap<>();

  private final Decision decision;
  private final SocketListener listener;
  private volatile boolean sent;

  private SocketOpening(Decision decision, SocketListener listener) {
    this.decision = decision;
    this.listener = listener;
  }

  /**
   * Judges a handshake.
   *
   * @return null when it is none of ours; else its refusal, or the call to make
   */
  static @Nullable Object of(
      MethodHandles.Lookup lookup, WebSocket.Builder builder, URI uri, WebSocket.Listener listener)
      throws Throwable {
    HttpRequest shown = Cordon.gate() == null ? null : asRequest(uri);
    if (shown == null) {
      return null;
    }
    RequestHead head = RequestHeads.routed(RequestHeads.of(shown, headers(lookup, builder)));
    Call call = head == null ? null : Call.of(GovernedCall.WHERE, head);
    if (head == null || call == null) {
      return null;
    }
    Decision decision = call.handshake();
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return refused(refusal, shown);
    }
    RequestHeads.Edited edited = RequestHeads.edited(head);
    decision.edit(edited);
    URI to = edited.uri().equals(shown.uri()) ? uri : asSocket(edited.uri());
    SocketOpening opening = new SocketOpening(decision, new SocketListener(listener));
    return (TakeOver) () -> opening.build(builder, to);
  }

  private CompletableFuture<WebSocket> build(WebSocket.Builder builder, URI uri) {
    UNDERWAY.set(this);
    try {
      CompletableFuture<WebSocket> built = builder.buildAsync(uri, listener);
      built.whenComplete((socket, failure) -> built(failure));
      return built;
    } catch (Throwable failure) {
      decision.fail(failure);
      throw failure;
    } finally {
      UNDERWAY.remove();
    }
  }

  private void built(@Nullable Throwable failure) {
    if (failure != null) {
      decision.fail(Failures.unwrapped(failure));
    } else if (!sent) {
      decision.fail(new IllegalStateException()); // policy doesn't look at such calls any more
    }
  }

  /** Returns the opening that this thread is in the midst of, once. */
  static @Nullable SocketOpening underway() {
    SocketOpening opening = UNDERWAY.get();
    UNDERWAY.remove();
    return opening;
  }

  /** Returns the decision about a handshake that is under way with these headers, or null. */
  static @Nullable Decision decision(HttpHeaders headers) {
    String key = SENT.isEmpty() ? null : headers.firstValue(KEY).orElse(null);
    return key == null ? null : SENT.get(key);
  }

  /**
   * Sends the handshake. The request and the response stay the client's own objects: it looks for
   * the connection in them.
   */
  <T> CompletableFuture<HttpResponse<T>> send(
      HttpClient client, HttpRequest request, BodyHandler<T> handler) {
    sent = true;
    String key = request.headers().firstValue(KEY).orElse("");
    SENT.put(key, decision);
    CompletableFuture<HttpResponse<T>> answered;
    try {
      answered = decision.send(() -> client.sendAsync(request, new SeenHandler<>(handler)));
    } catch (Throwable failure) {
      SENT.remove(key);
      throw failure;
    }
    return answered.handle(
        (response, failure) -> {
          SENT.remove(key);
          if (failure != null) {
            decision.fail(Failures.unwrapped(failure));
            throw Failures.ofSendAsync(failure);
          }
          if (response.statusCode() == SWITCHING_PROTOCOLS) {
            listener.begin(decision.socket(), CallExecutor.of(client));
          } else {
            decision.answer(response.statusCode(), RequestHeads.source(response.headers()), false);
          }
          return response;
        });
  }

  private static CompletableFuture<WebSocket> refused(SyntheticAnswer refusal, HttpRequest shown) {
    return CompletableFuture.failedFuture(
        new CompletionException(new WebSocketHandshakeException(Refusal.bodiless(refusal, shown))));
  }

  /** Returns the request that opens it; null where the client will reject the address. */
  private static @Nullable HttpRequest asRequest(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("ws") && !scheme.equals("wss")) {
      return null;
    }
    try {
      String rest = uri.toString().substring(scheme.length());
      return HttpRequest.newBuilder(URI.create((scheme.equals("ws") ? "http" : "https") + rest))
          .build();
    } catch (IllegalArgumentException invalid) {
      return null;
    }
  }

  private static URI asSocket(URI uri) {
    return URI.create("ws" + uri.toString().substring("http".length()));
  }

  /** The headers that the application gave the builder, and the one that tells a handshake. */
  private static HttpHeaders headers(MethodHandles.Lookup lookup, WebSocket.Builder builder)
      throws Throwable {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Upgrade", List.of("websocket"));
    Collection<?> pairs =
        (Collection<?>)
            lookup
                .findVirtual(
                    lookup.lookupClass(), "getHeaders", MethodType.methodType(Collection.class))
                .invoke(builder);
    for (Object pair : pairs) {
      Class<?> type = pair.getClass();
      String name = (String) lookup.findGetter(type, "first", Object.class).invoke(pair);
      String value = (String) lookup.findGetter(type, "second", Object.class).invoke(pair);
      headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    return HttpHeaders.of(headers, RequestHeads.ALL);
  }
}
