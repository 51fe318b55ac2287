package dev.cordon.it.harness;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A vendor behind TLS, at {@code localhost}, that keeps the bodies that it was sent. */
public final class SecureVendor implements AutoCloseable {
  private static final byte[] ANSWER =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[]}"
          .getBytes(StandardCharsets.UTF_8);

  private final HttpsServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  /**
   * Starts a vendor.
   *
   * @param tls its certificate, and whom it trusts
   * @param asks whether clients must show a certificate
   * @param protocols the versions of TLS that it speaks; empty for all
   */
  public SecureVendor(SSLContext tls, boolean asks, String... protocols) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters own = tls.getDefaultSSLParameters();
            own.setNeedClientAuth(asks);
            if (protocols.length > 0) {
              own.setProtocols(protocols);
            }
            parameters.setSSLParameters(own);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          StringBuilder head = new StringBuilder(exchange.getRequestMethod());
          head.append(' ').append(exchange.getRequestURI()).append('\n');
          exchange
              .getRequestHeaders()
              .forEach(
                  (name, values) ->
                      values.forEach(
                          value -> head.append(name).append(": ").append(value).append('\n')));
          heads.add(head.toString());
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, ANSWER.length);
          exchange.getResponseBody().write(ANSWER);
          exchange.close();
        });
    server.start();
  }

  /** Returns where chat completions are. */
  public String url() {
    return "https://localhost:" + server.getAddress().getPort() + "/v1/chat/completions";
  }

  /** Returns the bodies that it was sent, oldest first. */
  public List<String> bodies() {
    return bodies;
  }

  /** Returns request lines and headers, oldest first. */
  public List<String> heads() {
    return heads;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
