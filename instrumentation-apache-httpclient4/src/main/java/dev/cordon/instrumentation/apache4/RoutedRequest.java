package dev.cordon.instrumentation.apache4;

import dev.cordon.engine.Target;
import java.net.URI;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.Configurable;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.concurrent.Cancellable;
import org.apache.http.protocol.HTTP;
import org.jspecify.annotations.Nullable;

/**
 * The application's request where policy sends it: the client copies it. The application configures
 * and aborts its own.
 */
interface RoutedRequest extends HttpRequest {
  /** Returns where policy sends it. */
  Target target();

  /** Makes one of the application's. */
  static HttpRequest of(HttpRequest request, Target target) {
    HttpRequestBase made;
    if (request instanceof HttpEntityEnclosingRequest) {
      Enclosing enclosing = new Enclosing(request, target);
      enclosing.setEntity(((HttpEntityEnclosingRequest) request).getEntity());
      made = enclosing;
    } else {
      made = new Bodiless(request, target);
    }
    made.setURI(URI.create(target.url()));
    made.setProtocolVersion(request.getProtocolVersion());
    made.setHeaders(request.getAllHeaders());
    made.removeHeaders(HTTP.TARGET_HOST); // the client sets the one that it connects to
    if (request instanceof Configurable) {
      made.setConfig(((Configurable) request).getConfig());
    }
    return withParameters(made, request);
  }

  /** Clients from before 4.3 configure requests so, and later ones still understand it. */
  @SuppressWarnings("deprecation")
  static HttpRequest withParameters(HttpRequestBase made, HttpRequest request) {
    made.setParams(request.getParams());
    return made;
  }

  /** Returns where policy sent a request; null when nowhere. */
  static @Nullable Target target(HttpRequest request) {
    return request instanceof RoutedRequest ? ((RoutedRequest) request).target() : null;
  }

  /** Returns the host where policy sends a call. */
  static HttpHost host(Target target) {
    return new HttpHost(target.host(), target.port(), target.scheme());
  }

  /** One with a body. */
  final class Enclosing extends HttpEntityEnclosingRequestBase implements RoutedRequest {
    private final HttpRequest original;
    private final Target target;

    Enclosing(HttpRequest original, Target target) {
      this.original = original;
      this.target = target;
    }

    @Override
    public Target target() {
      return target;
    }

    @Override
    public String getMethod() {
      return original.getRequestLine().getMethod();
    }

    @Override
    public boolean isAborted() {
      return RoutedRequest.isAbortedOf(original);
    }

    @Override
    public void setCancellable(Cancellable cancellable) {
      RoutedRequest.cancelledBy(original, cancellable);
    }
  }

  /** One without. */
  final class Bodiless extends HttpRequestBase implements RoutedRequest {
    private final HttpRequest original;
    private final Target target;

    Bodiless(HttpRequest original, Target target) {
      this.original = original;
      this.target = target;
    }

    @Override
    public Target target() {
      return target;
    }

    @Override
    public String getMethod() {
      return original.getRequestLine().getMethod();
    }

    @Override
    public boolean isAborted() {
      return RoutedRequest.isAbortedOf(original);
    }

    @Override
    public void setCancellable(Cancellable cancellable) {
      RoutedRequest.cancelledBy(original, cancellable);
    }
  }

  /** Tells whether the application gave its request up. */
  static boolean isAbortedOf(HttpRequest original) {
    return original instanceof HttpExecutionAware && ((HttpExecutionAware) original).isAborted();
  }

  /** Lets the application give its request up. */
  static void cancelledBy(HttpRequest original, Cancellable cancellable) {
    if (original instanceof HttpExecutionAware) {
      ((HttpExecutionAware) original).setCancellable(cancellable);
    }
  }
}
