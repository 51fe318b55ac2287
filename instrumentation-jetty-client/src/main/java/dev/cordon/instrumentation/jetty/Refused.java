package dev.cordon.instrumentation.jetty;

import dev.cordon.engine.SyntheticAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.client.transport.ResponseListeners;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** Gives an answer that no server sent to those who wait for one. */
final class Refused implements Content.Source {
  private final HttpExchange exchange;
  private final ResponseListeners listeners;
  private final ByteBuffer bytes;
  private boolean isHanded;
  private boolean isRead;
  private @Nullable Throwable failure;

  private Refused(HttpExchange exchange, byte[] bytes) {
    this.exchange = exchange;
    this.listeners = exchange.getConversation().getResponseListeners();
    this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

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
    exchange.getConversation().updateResponseListeners(null);
    new Refused(exchange, answer.body()).deliver(answer);
  }

  private void deliver(SyntheticAnswer answer) {
    HttpResponse response = exchange.getResponse();
    response.version(HttpVersion.HTTP_1_1).status(answer.status()).reason(answer.reason());
    listeners.notifyBegin(response);
    answer
        .headers()
        .forEach(
            (name, value) -> {
              HttpField field = new HttpField(name, value);
              if (listeners.notifyHeader(response, field)) {
                response.addHeader(field);
              }
            });
    listeners.notifyHeaders(response);
    listeners.notifyContentSource(response, this);
    boolean hasEnded;
    synchronized (this) {
      isHanded = true;
      hasEnded = isRead || failure != null;
    }
    if (hasEnded) {
      end();
    }
  }

  /** Tells the end, once: behind the content, as the client does. */
  private void end() {
    HttpResponse response = exchange.getResponse();
    Throwable cause = failure;
    if (cause == null) {
      listeners.notifySuccess(response);
    } else {
      listeners.notifyFailure(response, cause);
    }
    listeners.notifyComplete(new Result(exchange.getRequest(), null, response, cause));
  }

  @Override
  public synchronized Content.Chunk read() {
    if (failure != null) {
      return Content.Chunk.from(failure);
    }
    if (isRead) {
      return Content.Chunk.EOF;
    }
    isRead = true;
    endLater();
    return Content.Chunk.from(bytes, true);
  }

  /** Ends when whoever reads now has what it read. */
  private void endLater() {
    if (isHanded) {
      exchange.getHttpDestination().getHttpClient().getExecutor().execute(this::end);
    }
  }

  @Override
  public void demand(Runnable available) {
    available.run();
  }

  @Override
  public synchronized void fail(Throwable cause) {
    if (failure == null && !isRead) {
      failure = cause;
      endLater();
    }
  }
}
