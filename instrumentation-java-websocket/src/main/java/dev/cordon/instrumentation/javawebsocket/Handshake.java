package dev.cordon.instrumentation.javawebsocket;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ClientHandshakeBuilder;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.jspecify.annotations.Nullable;

/**
 * Changes the handshake of a client: a copy leaves in its place, because the library has no way to
 * take a header out. Used by one thread.
 */
final class Handshake implements HeadEditor {
  private static final Library LIBRARY = Library.of(Sockets.WHERE, WebSocketClient.class);
  private static final String UPGRADE = "Upgrade";

  private final byte @Nullable [] content;
  private final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private String target;

  /** One that was judged. */
  static final class Judged extends HandshakeImpl1Client {}

  Handshake(ClientHandshakeBuilder original) {
    target = original.getResourceDescriptor();
    content = original.getContent();
    for (Iterator<String> names = original.iterateHttpFields(); names.hasNext(); ) {
      String name = names.next();
      fields.put(name, original.getFieldValue(name));
    }
  }

  /** Returns the handshake to send. */
  Judged judged() {
    Judged judged = new Judged();
    judged.setResourceDescriptor(target);
    judged.setContent(content);
    fields.forEach(judged::put);
    return judged;
  }

  /**
   * Describes a handshake as it will be sent.
   *
   * @param uri where the client connects to; null when nobody knows
   * @param handshake the handshake, to which the library will add what makes it one
   */
  static RequestHead head(@Nullable URI uri, ClientHandshakeBuilder handshake) {
    String target = handshake.getResourceDescriptor();
    int query = target.indexOf('?');
    return new RequestHead(
        LIBRARY,
        "GET",
        isSecure(uri) ? "https" : "http",
        uri == null ? withoutPort(handshake.getFieldValue("Host")) : uri.getHost(),
        uri == null ? -1 : uri.getPort(),
        query < 0 ? target : target.substring(0, query),
        query < 0 ? null : target.substring(query + 1),
        new Fields(handshake));
  }

  /** Describes a handshake that the client has still to make. */
  static RequestHead head(URI uri) {
    String path = uri.getRawPath();
    HandshakeImpl1Client bare = new HandshakeImpl1Client();
    bare.setResourceDescriptor(
        (path == null || path.isEmpty() ? "/" : path)
            + (uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery()));
    return head(uri, bare);
  }

  private static boolean isSecure(@Nullable URI uri) {
    return uri != null && "wss".equalsIgnoreCase(uri.getScheme());
  }

  private static String withoutPort(String authority) {
    int port = authority.lastIndexOf(':');
    return port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
  }

  @Override
  public void query(@Nullable String encoded) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    target = encoded == null ? path : path + '?' + encoded;
  }

  @Override
  public void header(String name, List<String> values) {
    if (values.isEmpty()) {
      fields.remove(name);
    } else {
      fields.put(name, String.join(", ", values)); // the library knows one line a name
    }
  }

  /** The fields of a handshake, with the one that tells that it is one. */
  private static final class Fields implements HeaderSource {
    private final Handshakedata handshake;

    Fields(Handshakedata handshake) {
      this.handshake = handshake;
    }

    @Override
    public @Nullable String first(String name) {
      if (name.equalsIgnoreCase(UPGRADE)) {
        return "websocket";
      }
      return handshake.hasFieldValue(name) ? handshake.getFieldValue(name) : null;
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      consumer.accept(UPGRADE, "websocket");
      for (Iterator<String> names = handshake.iterateHttpFields(); names.hasNext(); ) {
        String name = names.next();
        if (!name.equalsIgnoreCase(UPGRADE)) {
          consumer.accept(name, handshake.getFieldValue(name));
        }
      }
    }
  }
}
