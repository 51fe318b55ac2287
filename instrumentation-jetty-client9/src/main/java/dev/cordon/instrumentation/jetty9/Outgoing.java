package dev.cordon.instrumentation.jetty9;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.JudgedCall;
import dev.cordon.instrumentation.RequestTarget;
import dev.cordon.instrumentation.Upgrades;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpConversation;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.api.ContentProvider;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** A request that is about to leave: described, and edited in place. */
final class Outgoing implements HeadEditor {
  /** This client's name in reports. */
  static final String WHERE = "jetty-client9";

  /** The calls that were judged: those of a conversation are one. */
  static final JudgedCall.Calls<HttpConversation> CALLS = new JudgedCall.Calls<>();

  /** The clients of those conversations: neither a request nor an exchange tells. */
  private static final Attached<HttpConversation, WeakReference<HttpClient>> CLIENTS =
      new Attached<>();

  private static final MethodType CONVERSATION = MethodType.methodType(HttpConversation.class);

  private static volatile @Nullable MethodHandle conversation;

  private static final Library LIBRARY = Library.of(WHERE, HttpRequest.class);

  /** Where the client keeps what takes a connection over. */
  private static final String UPGRADER = "org.eclipse.jetty.client.http.HttpConnectionUpgrader";

  private final HttpRequest request;
  private @Nullable Lines described;

  Outgoing(HttpRequest request) {
    this.request = request;
  }

  /**
   * Begins to know a conversation's call.
   *
   * @param conversation the conversation
   * @param client who makes it
   * @param decision what was decided
   */
  static JudgedCall begin(HttpConversation conversation, HttpClient client, Decision decision) {
    CLIENTS.put(conversation, new WeakReference<>(client));
    return CALLS.begin(conversation, decision);
  }

  /** Returns the client that makes a judged call, or null. */
  static @Nullable HttpClient client(HttpConversation conversation) {
    WeakReference<HttpClient> client = CLIENTS.get(conversation);
    return client == null ? null : client.get();
  }

  /**
   * Returns a request's conversation, which older versions don't show.
   *
   * @param lookup the client's own
   * @param request the request
   */
  static HttpConversation conversation(MethodHandles.Lookup lookup, HttpRequest request)
      throws Throwable {
    MethodHandle getter = conversation;
    if (getter == null) {
      getter = lookup.findVirtual(HttpRequest.class, "getConversation", CONVERSATION);
      conversation = getter;
    }
    return (HttpConversation) getter.invokeExact(request);
  }

  /** Tells whether the request only asks a proxy for a connection. */
  boolean isTunnel() {
    return HttpMethod.CONNECT.is(request.getMethod());
  }

  /** Tells whether the request asks for a WebSocket. */
  boolean isWebSocket() {
    return request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
  }

  /** Returns what opens the WebSocket, when its messages will be seen; else null. */
  @Nullable Object opener(HttpConversation all) {
    if (!isWebSocket()) {
      return null;
    }
    Object kept = all.getAttribute(UPGRADER); // not in the first versions, where the request is it
    return Upgrades.opener(kept == null ? request : kept, all);
  }

  RequestHead head() {
    Lines lines = Lines.of(request.getHeaders(), type(request.getContent()));
    described = lines;
    return new RequestHead(
        LIBRARY,
        request.getMethod().toUpperCase(Locale.ROOT),
        scheme(request.getScheme().toLowerCase(Locale.ROOT)),
        request.getHost(),
        request.getPort(),
        RequestTarget.path(request.getPath()),
        request.getQuery(),
        lines);
  }

  /** Returns the scheme of HTTP's that a WebSocket's stands for, any other as it is. */
  private static String scheme(String scheme) {
    return scheme.equals("ws") ? "http" : scheme.equals("wss") ? "https" : scheme;
  }

  private static @Nullable String type(@Nullable ContentProvider body) {
    return body instanceof ContentProvider.Typed
        ? ((ContentProvider.Typed) body).getContentType()
        : null;
  }

  /** Keeps the head that was described last as it is, whatever is added to the request. */
  void freeze() {
    if (described != null) {
      described.freeze();
    }
  }

  /** Replaces the body. */
  void body(ContentProvider body) {
    request.content(body);
  }

  /**
   * Returns how long the body is said to be: by a header of the application's, as some libraries
   * set one, or by itself.
   *
   * @param body the body
   * @return bytes, or -1
   */
  long length(ContentProvider body) {
    try {
      long header = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH.asString());
      return header >= 0 ? header : body.getLength();
    } catch (RuntimeException notALength) {
      return body.getLength();
    }
  }

  /** Announces another length where the application announced one by a header. */
  void length(long bytes) {
    if (bytes >= 0 && request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
      request.getHeaders().put(HttpHeader.CONTENT_LENGTH, Long.toString(bytes));
    }
  }

  @Override
  public void query(@Nullable String encoded) {
    request.path(request.getPath() + '?' + (encoded == null ? "" : encoded));
  }

  @Override
  public void header(String name, List<String> values) {
    request.getHeaders().remove(name);
    for (String value : values) {
      request.getHeaders().add(name, value);
    }
  }
}
