package dev.cordon.instrumentation.javahttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The client's response, with the request that the application made. Immutable. */
final class GovernedResponse<T> implements HttpResponse<T> {
  private final HttpResponse<T> response;
  private final HttpRequest request;
  private final @Nullable HttpHeaders headers;

  /**
   * Wraps a response.
   *
   * @param request the application's request
   * @param headers the headers to show, or null for the response's own
   */
  GovernedResponse(HttpResponse<T> response, HttpRequest request, @Nullable HttpHeaders headers) {
    this.response = response;
    this.request = request;
    this.headers = headers;
  }

  @Override
  public int statusCode() {
    return response.statusCode();
  }

  /**
   * Returns the application's request, or, where the client made another after a redirect, that one
   * with the application's body.
   */
  @Override
  public HttpRequest request() {
    return response.previousResponse().isPresent()
        ? new FollowUp(response.request(), request)
        : request;
  }

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    Optional<HttpResponse<T>> previous = response.previousResponse();
    return previous.isPresent()
        ? Optional.of(new GovernedResponse<>(previous.get(), request, null))
        : previous;
  }

  @Override
  public HttpHeaders headers() {
    return headers == null ? response.headers() : headers;
  }

  @Override
  public T body() {
    return response.body();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return response.sslSession();
  }

  @Override
  public URI uri() {
    return response.previousResponse().isPresent() ? response.uri() : request.uri();
  }

  @Override
  public HttpClient.Version version() {
    return response.version();
  }

  /** Overrides the interface's method of Java 25, which answers empty by default. */
  @SuppressWarnings({"unchecked", "MissingOverride"})
  public Optional<String> connectionLabel() {
    MethodHandle method = ConnectionLabel.METHOD;
    if (method == null) {
      return Optional.empty();
    }
    try {
      return (Optional<String>) method.invoke(response);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked); // the method declares none
    }
  }

  @Override
  public String toString() {
    return response.toString();
  }

  private static final class ConnectionLabel {
    static final @Nullable MethodHandle METHOD = find();

    private static @Nullable MethodHandle find() {
      try {
        return MethodHandles.publicLookup()
            .findVirtual(
                HttpResponse.class, "connectionLabel", MethodType.methodType(Optional.class));
      } catch (ReflectiveOperationException before25) {
        return null;
      }
    }
  }

  /** A redirected request. The application may send it again: it must pass the advice then. */
  private static final class FollowUp extends DelegatingRequest {
    private final HttpRequest sent;
    private final HttpRequest first;

    FollowUp(HttpRequest sent, HttpRequest first) {
      super(sent);
      this.sent = sent;
      this.first = first;
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
      return sent.bodyPublisher().isPresent() ? first.bodyPublisher() : Optional.empty();
    }
  }
}
