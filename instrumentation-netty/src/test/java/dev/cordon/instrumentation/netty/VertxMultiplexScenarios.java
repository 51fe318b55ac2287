package dev.cordon.instrumentation.netty;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;

/** Vert.x 5 on Netty's frame codec, to whose streams it writes frames. */
public class VertxMultiplexScenarios extends VertxScenarios {
  private static final HttpClient MULTIPLEX = client(multiplex());

  private static HttpClientOptions multiplex() {
    HttpClientOptions options = options();
    try {
      HttpClientOptions.class
          .getMethod("setHttp2MultiplexImplementation", boolean.class)
          .invoke(options, true);
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(missing);
    }
    return options;
  }

  @Override
  HttpClient client() {
    return MULTIPLEX;
  }
}
