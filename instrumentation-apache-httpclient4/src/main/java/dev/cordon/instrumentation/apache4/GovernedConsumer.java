package dev.cordon.instrumentation.apache4;

import dev.cordon.engine.HeaderSource;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.impl.client.RequestWrapper;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HTTP;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer of an AI call, which the client gives when it has followed redirects and tried
 * again, and hands it on as the engine restores it.
 *
 * @param <T> what the application makes of it
 */
@SuppressWarnings("deprecation") // RequestWrapper is what DefaultHttpAsyncClient makes
final class GovernedConsumer<T> implements HttpAsyncResponseConsumer<T> {
  private static final Attached<HttpRequest, GovernedConsumer<?>> CALLS = new Attached<>();
  private static final int MOVED = 307;

  private final HttpAsyncResponseConsumer<T> original;
  private final HttpRequestWrapper request;
  private final HttpHost target;
  private final Aborting aborting;
  private volatile Decision decision;
  private volatile @Nullable RestoringDecoder answer;

  GovernedConsumer(
      HttpAsyncResponseConsumer<T> original,
      HttpRequestWrapper request,
      HttpHost target,
      Decision decision) {
    this.original = original;
    this.request = request;
    this.target = target;
    this.decision = decision;
    this.aborting = Aborting.of(request.getOriginal());
    CALLS.put(request, this); // until it is closed, which clients see to
  }

  /** Returns the consumer of the call that a client's copy of a request belongs to, or null. */
  static @Nullable GovernedConsumer<?> of(HttpRequest copy) {
    HttpRequest made = copy;
    if (copy instanceof HttpRequestWrapper) {
      made = ((HttpRequestWrapper) copy).getOriginal();
    } else if (copy instanceof RequestWrapper) {
      made = ((RequestWrapper) copy).getOriginal();
    }
    return CALLS.get(made);
  }

  Decision decision() {
    return decision;
  }

  HttpHost target() {
    return target;
  }

  /** Returns what the application's request aborts. */
  Aborting aborting() {
    return aborting;
  }

  /** Takes the decision about where the first one's answer led to. */
  void redirected(Decision next) {
    decision.answer(MOVED, HeaderSource.NONE, false);
    decision = next;
  }

  /** Ends a call that the client didn't take. */
  void lost(Throwable failure) {
    decision.fail(failure);
    CALLS.remove(request);
  }

  @Override
  public void responseReceived(HttpResponse response) throws IOException, HttpException {
    HttpEntity entity = response.getEntity();
    AnswerPlan plan =
        decision.answer(
            response.getStatusLine().getStatusCode(), new Lines(response), entity != null);
    if (entity != null && !plan.isUntouched()) {
      answer = new RestoringDecoder(plan.push(), original);
      if (plan.dropsLength()) {
        response.removeHeaders(HTTP.CONTENT_LEN);
        response.removeHeaders(HTTP.CONTENT_ENCODING);
        response.setEntity(new Restored(entity));
      }
    }
    original.responseReceived(response);
  }

  @Override
  public void consumeContent(ContentDecoder decoder, IOControl control) throws IOException {
    RestoringDecoder begun = answer;
    if (begun == null) {
      original.consumeContent(decoder, control);
    } else {
      begun.deliver(decoder, control);
    }
  }

  @Override
  public void responseCompleted(HttpContext context) {
    original.responseCompleted(context);
  }

  @Override
  public void failed(Exception cause) {
    end(cause);
    original.failed(cause);
  }

  @Override
  public boolean cancel() {
    end(new CancellationException());
    return original.cancel();
  }

  @Override
  public void close() throws IOException {
    end(null);
    CALLS.remove(request);
    original.close();
  }

  private void end(@Nullable Exception cause) {
    RestoringDecoder begun = answer;
    if (begun != null) {
      begun.abort(cause);
    } else {
      decision.fail(cause == null ? new CancellationException() : cause);
    }
  }

  @Override
  public @Nullable Exception getException() {
    return original.getException();
  }

  @Override
  public T getResult() {
    return original.getResult();
  }

  @Override
  public boolean isDone() {
    return original.isDone();
  }

  /** What is told of a body that becomes another one. */
  private static final class Restored extends HttpEntityWrapper {
    Restored(HttpEntity original) {
      super(original);
    }

    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public @Nullable Header getContentEncoding() {
      return null;
    }
  }
}
