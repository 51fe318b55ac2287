package dev.cordon.instrumentation.jetty9;

import dev.cordon.engine.SyntheticAnswer;
import java.io.IOException;
import org.eclipse.jetty.client.HttpContentResponse;
import org.eclipse.jetty.client.HttpDestination;
import org.eclipse.jetty.client.HttpExchange;
import org.eclipse.jetty.client.HttpResponse;
import org.eclipse.jetty.client.api.ContentProvider;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.util.Callback;

/** Gives an answer that no server sent to those who wait for one. */
final class Refused {
  private Refused() {}

  /** Answers a request that is not sent. Does nothing when the application has given it up. */
  static void give(HttpDestination destination, HttpExchange exchange, SyntheticAnswer answer) {
    if (!exchange.requestComplete(null) || !exchange.responseComplete(null)) {
      return;
    }
    exchange.terminateRequest();
    exchange.terminateResponse();
    ContentProvider body = exchange.getRequest().getContent();
    if (body instanceof Callback) {
      // Whoever writes it may stop.
      ((Callback) body).failed(new IOException("refused: " + answer.reason()));
    }
    HttpResponse response = exchange.getResponse();
    response.version(HttpVersion.HTTP_1_1).status(answer.status()).reason(answer.reason());
    answer.headers().forEach((name, value) -> response.getHeaders().add(name, value));
    exchange.getConversation().updateResponseListeners(null);
    destination
        .getResponseNotifier()
        .forwardSuccessComplete(
            exchange.getConversation().getResponseListeners(),
            exchange.getRequest(),
            new HttpContentResponse(
                response, answer.body(), answer.headers().get("content-type"), "UTF-8"));
  }
}
