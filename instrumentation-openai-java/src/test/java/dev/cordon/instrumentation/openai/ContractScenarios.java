package dev.cordon.instrumentation.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.RetryingHttpClient;
import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every client keeps, kept by the SDK over its own transport, both hooked. Run by {@link
 * EveryVersionTest}.
 */
public class ContractScenarios extends ClientContract {
  @Override
  protected boolean can(Ability ability) {
    return switch (ability) {
      case REPEATED_HEADERS -> false; // most versions send the last alone
      case REDIRECT -> knowsItsAddress(); // what is trusted isn't known otherwise
      default -> true;
    };
  }

  private static boolean knowsItsAddress() {
    try {
      HttpRequest.class.getMethod("baseUrl");
      return true;
    } catch (NoSuchMethodException before3) {
      return false;
    }
  }

  @Override
  protected int retried() {
    return 503;
  }

  @Override
  protected Reply send(Ask ask) throws IOException {
    return reply(execute(request(ask)));
  }

  @Override
  protected List<String> publicState(Ask ask) throws IOException {
    Getters getters =
        new Getters(
            value ->
                value instanceof HttpRequestBody || value instanceof InputStream ? "body" : null);
    HttpRequest request = request(ask);
    HttpResponse response = execute(request);
    return getters
        .ask("request", HttpRequest.class, request)
        .ask("response", HttpResponse.class, response)
        .say(new String(response.body().readAllBytes(), UTF_8))
        .lines();
  }

  /** What the SDK wraps is what the contract speaks of. */
  private HttpResponse execute(HttpRequest request) throws IOException {
    HttpClient client = RetryingHttpClient.builder().httpClient(transport()).maxRetries(2).build();
    try {
      return client.execute(request, RequestOptions.none());
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException) {
        throw (IOException) e.getCause();
      }
      throw e;
    }
  }

  /** Before version 3 a transport knew the address, since then a request does. */
  private OkHttpClient transport() {
    OkHttpClient.Builder builder = OkHttpClient.builder();
    set(builder, "baseUrl", server.url(""));
    return builder.build();
  }

  private static void set(Object builder, String name, String value) {
    try {
      builder.getClass().getMethod(name, String.class).invoke(builder, value);
    } catch (NoSuchMethodException otherVersion) {
      // known elsewhere
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpRequest request(Ask ask) {
    URI uri = URI.create(ask.url());
    HttpRequest.Builder request =
        HttpRequest.builder().method(HttpMethod.valueOf(ask.method())).body(new Body(ask));
    set(request, "baseUrl", uri.resolve("/").toString().replaceAll("/$", ""));
    for (String segment : uri.getPath().substring(1).split("/")) {
      request.addPathSegment(segment);
    }
    if (uri.getQuery() != null) {
      String[] pair = uri.getQuery().split("=", 2);
      request.putQueryParam(pair[0], pair[1]);
    }
    ask.headers().forEach(line -> request.putHeader(line.getKey(), line.getValue()));
    return request.build();
  }

  private static Reply reply(HttpResponse response) {
    InputStream body =
        new FilterInputStream(response.body()) {
          @Override
          public void close() {
            response.close();
          }
        };
    return new Reply(response.statusCode(), name -> first(response, name), body);
  }

  private static @Nullable String first(HttpResponse response, String name) {
    return response.headers().values(name).stream().findFirst().orElse(null);
  }

  private static final class Body implements HttpRequestBody {
    private final Ask ask;
    private boolean written;

    Body(Ask ask) {
      this.ask = ask;
    }

    @Override
    public void writeTo(OutputStream target) {
      if (written && ask.framing() == Framing.ONE_SHOT) {
        throw new IllegalStateException("written twice");
      }
      written = true;
      try {
        target.write(ask.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String contentType() {
      return ask.contentType();
    }

    @Override
    public long contentLength() {
      return ask.framing() == Framing.CHUNKED ? -1 : ask.body().length;
    }

    @Override
    public boolean repeatable() {
      return ask.framing() != Framing.ONE_SHOT;
    }

    @Override
    public void close() {}
  }
}
