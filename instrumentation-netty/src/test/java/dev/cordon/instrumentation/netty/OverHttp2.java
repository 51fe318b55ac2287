package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Reply;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;

/** What every client keeps, kept over HTTP/2 by clients that have a handler of their own for it. */
abstract class OverHttp2 extends ClientContract {
  private final Map<Integer, Http2Bridge> bridges = new ConcurrentHashMap<>();

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.REDIRECT && ability != Ability.ROUTED;
  }

  /** Sends a request over HTTP/2, and waits for the answer's head. */
  protected abstract Reply over(Ask ask) throws Exception;

  @Override
  protected final Reply send(Ask ask) throws Exception {
    return over(bridged(ask));
  }

  @Override
  protected final Reply sendOverHttp2(Ask ask) throws Exception {
    return over(ask);
  }

  /** Returns what stands before a port of HTTP/1.1. */
  protected final Http2Bridge bridge(int port) {
    return bridges.computeIfAbsent(
        port,
        target -> {
          try {
            return new Http2Bridge(target);
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        });
  }

  /** Returns the same request, to the bridge. */
  protected final Ask bridged(Ask ask) {
    int port = URI.create(ask.url()).getPort();
    String url = ask.url().replace(":" + port, ":" + bridge(port).port());
    return new Ask(
        ask.method(), url, ask.headers(), ask.contentType(), ask.body(), ask.framing());
  }

  @AfterEach
  void stopHttp2() {
    bridges.values().forEach(Http2Bridge::close);
  }
}
