package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.Target;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The application's request where policy sends it: the client copies it. The application configures
 * and cancels its own.
 */
final class RoutedRequest extends BasicClassicHttpRequest
    implements CancellableDependency, Configurable {
  private static final long serialVersionUID = 1;

  private final transient ClassicHttpRequest original;
  private final transient Target target;

  RoutedRequest(ClassicHttpRequest original, Target target) {
    super(original.getMethod(), Outgoing.host(target), Outgoing.path(target));
    this.original = original;
    this.target = target;
    setVersion(original.getVersion());
    setHeaders(original.getHeaders());
    removeHeaders(HttpHeaders.HOST); // the client sets the one that it connects to
    setEntity(original.getEntity());
  }

  /** Returns where policy sent a request; null when nowhere. */
  static @Nullable Target target(HttpRequest request) {
    return request instanceof RoutedRequest ? ((RoutedRequest) request).target : null;
  }

  @Override
  public @Nullable RequestConfig getConfig() {
    return original instanceof Configurable ? ((Configurable) original).getConfig() : null;
  }

  @Override
  public void setDependency(Cancellable cancellable) {
    if (original instanceof CancellableDependency) {
      ((CancellableDependency) original).setDependency(cancellable);
    }
  }

  @Override
  public boolean isCancelled() {
    return original instanceof CancellableDependency
        && ((CancellableDependency) original).isCancelled();
  }

  @Override
  public boolean cancel() {
    return original instanceof CancellableDependency && ((CancellableDependency) original).cancel();
  }
}
