package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A server that speaks HTTP/2 without TLS, by prior knowledge and by upgrade, keeps each request as
 * text (request line with the protocol, headers, an empty line, body), and answers with events.
 */
public final class Http2Server implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * Starts a server on a free port that sends server-sent events.
   *
   * @param answer makes the events of an answer from a request's body; each is flushed
   * @throws Exception when it can't start
   */
  public Http2Server(Function<String, List<String>> answer) throws Exception {
    this("text/event-stream", answer);
  }

  /**
   * Starts a server on a free port.
   *
   * @param contentType what it sends
   * @param answer makes the events of an answer from a request's body; each is flushed, a character
   *     a byte
   * @throws Exception when it can't start
   */
  public Http2Server(String contentType, Function<String, List<String>> answer) throws Exception {
    this(
        contentType,
        answer,
        new HttpConnectionFactory(),
        new HTTP2CServerConnectionFactory(new HttpConfiguration()));
  }

  /**
   * Starts a server on a free port.
   *
   * @param contentType what it sends
   * @param answer makes the events of an answer from a request's body; each is flushed, a character
   *     a byte
   * @param protocols what it speaks, TLS with the rest if need be, the first one at first
   * @throws Exception when it can't start
   */
  public Http2Server(
      String contentType, Function<String, List<String>> answer, ConnectionFactory... protocols)
      throws Exception {
    connector = new ServerConnector(server, protocols);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            String body = Content.Source.asString(request, ISO_8859_1);
            keep(request, body);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
            write(response, answer.apply(body), 0, callback);
            return true;
          }
        });
    server.start();
  }

  private void keep(Request request, String body) {
    requests.add(
        request.getMethod()
            + ' '
            + request.getHttpURI().getPathQuery()
            + ' '
            + request.getConnectionMetaData().getHttpVersion()
            + "\r\n"
            + request.getHeaders()
            + body);
  }

  private static void write(Response response, List<String> events, int at, Callback callback) {
    boolean last = at == events.size() - 1;
    response.write(
        last,
        ByteBuffer.wrap(events.get(at).getBytes(ISO_8859_1)),
        Callback.from(
            () -> {
              if (last) {
                callback.succeeded();
              } else {
                write(response, events, at + 1, callback);
              }
            },
            callback::failed));
  }

  /** Returns the requests so far. */
  public List<String> requests() {
    return requests;
  }

  /** Returns the address of a path. */
  public String url(String path) {
    return "http://127.0.0.1:" + connector.getLocalPort() + path;
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
