package dev.cordon.instrumentation.jetty10;

import dev.cordon.engine.SyntheticAnswer;
import java.io.IOException;
import org.eclipse.jetty.client.HttpContentResponse;
import org.eclipse.jetty.client.HttpExchange;
import org.eclipse.jetty.client.HttpResponse;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpVersion;

/** Gives an answer that no server sent to those who wait for one. */
final class Refused {
  private Refused() {}

  /** Answers a request that is not sent. Does nothing when the application has given it up. */
  static void give(HttpExchange exchange, SyntheticAnswer answer) {
    if (!exchange.requestComplete(null) || !exchange.responseComplete(null)) {
      return;
    }
    exchange.terminateRequest();
    exchange.terminateResponse();
    Request.Content body = exchange.getRequest().getBody();
    if (body != null) {
      body.fail(new IOException("refused: " + answer.reason())); // whoever writes it may stop
    }
    HttpResponse response = exchange.getResponse();
    response.version(HttpVersion.HTTP_1_1).status(answer.status()).reason(answer.reason());
    answer.headers().forEach((name, value) -> response.addHeader(new HttpField(name, value)));
    exchange.getConversation().updateResponseListeners(null);
    exchange
        .getHttpDestination()
        .getResponseNotifier()
        .forwardSuccessComplete(
            exchange.getConversation().getResponseListeners(),
            exchange.getRequest(),
            new HttpContentResponse(
                response, answer.body(), answer.headers().get("content-type"), "UTF-8"));
  }
}
