package dev.cordon.agent.secret;

import dev.cordon.engine.tls.ClientTls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Calls to stores, by the client that telemetry is sent with: no call of it is an AI call, and no
 * hook is in it. Follows no redirection, which could lead a credential elsewhere. Thread-safe.
 */
final class Http {
  private static final int SECONDS = 5;
  private static final long MOST_BYTES = 1 << 20;
  private static final int FORBIDDEN = 403;

  private final UnaryOperator<String> route;
  private @Nullable OkHttpClient client;

  /**
   * Makes a client when it is first needed.
   *
   * @param route what an address is in fact; for tests
   */
  Http(UnaryOperator<String> route) {
    this.route = route;
  }

  /** An answer's status and body. */
  static final class Answer {
    final int status;
    final byte[] body;

    Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    boolean isGood() {
      return status / 100 == 2;
    }
  }

  /**
   * Sends a request.
   *
   * @param who the store, for messages
   * @param body the body; null for none
   */
  Answer send(
      String who, String method, String url, Map<String, String> headers, byte @Nullable [] body)
      throws SecretException {
    return send(who, method, url, headers, body, null);
  }

  /**
   * Sends a request.
   *
   * @param authorities a file of certificates to trust instead of the JVM's, or null
   */
  Answer send(
      String who,
      String method,
      String url,
      Map<String, String> headers,
      byte @Nullable [] body,
      @Nullable Path authorities)
      throws SecretException {
    HttpUrl parsed = HttpUrl.parse(route.apply(url));
    if (parsed == null) {
      throw SecretException.lasting(who + "'s address is none; correct it");
    }
    try (Response response =
        client(authorities).newCall(request(parsed, method, headers, body)).execute()) {
      return new Answer(response.code(), read(response.body()));
    } catch (IOException e) {
      throw SecretException.passing(
          who
              + " at "
              + parsed.host()
              + " can't be reached ("
              + e.getClass().getSimpleName()
              + ")");
    } catch (IllegalArgumentException e) { // of a header, whose value its message may hold
      throw SecretException.lasting(who + ": a credential has characters that no header may have");
    }
  }

  private static Request request(
      HttpUrl url, String method, Map<String, String> headers, byte @Nullable [] body) {
    Request.Builder request = new Request.Builder().url(url);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request.header(header.getKey(), header.getValue());
    }
    return request.method(method, body == null ? null : RequestBody.create(body, null)).build();
  }

  /** Sends a request whose answer is JSON; anything but success is a mistake that is named. */
  Map<?, ?> json(
      String who, String method, String url, Map<String, String> headers, byte @Nullable [] body)
      throws SecretException {
    return good(who, send(who, method, url, headers, body));
  }

  /** Returns what a good answer says. */
  static Map<?, ?> good(String who, Answer answer) throws SecretException {
    if (answer.isGood()) {
      return Json.object(answer.body);
    }
    String what = who + " answered with status " + answer.status;
    if (answer.status == 429 || answer.status >= 500) {
      throw SecretException.passing(what);
    }
    throw SecretException.lasting(
        what
            + (answer.status == 404
                ? ": there is no such secret, or no such version; correct its name"
                : answer.status == 401 || answer.status == FORBIDDEN || answer.status == 400
                    ? ": who asks may not read it; check the credentials and what they allow"
                    : ""));
  }

  private static byte[] read(ResponseBody content) throws IOException {
    okio.BufferedSource source = content.source();
    source.request(MOST_BYTES);
    return source.getBuffer().clone().readByteArray();
  }

  private synchronized OkHttpClient client(@Nullable Path authorities) throws IOException {
    OkHttpClient made = client;
    if (made == null) {
      ClientTls tls =
          authorities == null ? ClientTls.ofJvm() : ClientTls.of(authorities, null, null);
      made =
          new OkHttpClient.Builder()
              .connectTimeout(SECONDS, TimeUnit.SECONDS)
              .readTimeout(SECONDS, TimeUnit.SECONDS)
              .callTimeout(2 * SECONDS, TimeUnit.SECONDS)
              .followRedirects(false)
              .followSslRedirects(false)
              .sslSocketFactory(tls.socketFactory(), tls.trust())
              .build();
      client = made;
    }
    return made;
  }
}
