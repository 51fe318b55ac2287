package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.Routing;
import java.io.IOException;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Gives the client the application's request as one to where policy sends it. */
final class RoutedProducer implements AsyncRequestProducer {
  private final AsyncRequestProducer original;

  RoutedProducer(AsyncRequestProducer original) {
    this.original = original;
  }

  @Override
  public void sendRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    original.sendRequest(
        (request, details, with) -> channel.sendRequest(routed(request, details), details, with),
        context);
  }

  private static HttpRequest routed(HttpRequest request, @Nullable EntityDetails details) {
    RequestHead head = new Outgoing(request, details, false).head();
    Target target = Routing.of(Outgoing.WHERE, head);
    return target == null ? request : new Routed(request, target);
  }

  /** Returns where policy sent a request; null when nowhere. */
  static @Nullable Target target(HttpRequest request) {
    return request instanceof Routed ? ((Routed) request).target : null;
  }

  @Override
  public boolean isRepeatable() {
    return original.isRepeatable();
  }

  @Override
  public void failed(Exception cause) {
    original.failed(cause);
  }

  @Override
  public int available() {
    return original.available();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    original.produce(channel);
  }

  @Override
  public void releaseResources() {
    original.releaseResources();
  }

  /** A request to where policy sends it, which the client copies. */
  private static final class Routed extends BasicHttpRequest implements Configurable {
    private static final long serialVersionUID = 1;

    private final transient HttpRequest request;
    private final transient Target target;

    Routed(HttpRequest request, Target target) {
      super(request.getMethod(), Outgoing.host(target), Outgoing.path(target));
      this.request = request;
      this.target = target;
      setVersion(request.getVersion());
      setHeaders(request.getHeaders());
      removeHeaders(HttpHeaders.HOST); // the client sets the one that it connects to
    }

    @Override
    public @Nullable RequestConfig getConfig() {
      return request instanceof Configurable ? ((Configurable) request).getConfig() : null;
    }
  }
}
