package com.example.app;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.testing.auth.Authenticator;
import org.apache.hc.client5.testing.classic.AuthenticatingDecorator;
import org.apache.hc.client5.testing.classic.EchoHandler;
import org.apache.hc.client5.testing.classic.RandomHandler;
import org.apache.hc.client5.testing.classic.RedirectingDecorator;
import org.apache.hc.client5.testing.redirect.Redirect;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntities;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.net.URIBuilder;
import org.apache.hc.core5.testing.classic.ClassicTestServer;
import org.apache.hc.core5.testing.framework.ClientPOJOAdapter;
import org.apache.hc.core5.testing.framework.ClientTestingAdapter;
import org.apache.hc.core5.testing.framework.TestingFramework;

/**
 * Runs the suite that Apache publishes for clients, and its clients against the servers that it
 * publishes for tests. What is told doesn't depend on ports, times or chance.
 */
public final class Main {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "DELETE", "POST", "PUT", "PATCH");

  private static final List<Integer> SIZES = List.of(0, 1, 7, 4096, 8192, 65_537, 1_000_000);

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("framework", a -> framework(new Classic()))
        .add("asyncFramework", a -> framework(new Async()))
        .add("servers", a -> servers(new Classic()))
        .add("asyncServers", a -> servers(new Async()))
        .serveAndExit();
  }

  /** A client, as both parts of this program use it. */
  private abstract static class Client extends ClientPOJOAdapter {
    @Override
    public String getClientName() {
      return getClass().getSimpleName();
    }

    @Override
    public Map<String, Object> execute(String uri, Map<String, Object> request) throws Exception {
      URIBuilder to = new URIBuilder(uri + "/" + request.get(PATH));
      Map<?, ?> query = (Map<?, ?>) request.get(QUERY);
      if (query != null) {
        query.forEach((name, value) -> to.addParameter(name.toString(), value.toString()));
      }
      Map<?, ?> headers = (Map<?, ?>) request.get(HEADERS);
      Object body = request.get(BODY);
      return call(
          request.get(METHOD).toString(),
          to.build(),
          headers == null ? Map.of() : headers,
          body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8),
          ContentType.parse(request.get(CONTENT_TYPE).toString()));
    }

    abstract Map<String, Object> call(
        String method, URI uri, Map<?, ?> headers, byte[] body, ContentType type) throws Exception;

    static Map<String, Object> told(int status, String body, ContentType type, Header[] headers) {
      Map<String, Object> told = new HashMap<>();
      told.put(STATUS, status);
      told.put(BODY, body);
      told.put(CONTENT_TYPE, type == null ? null : type.getMimeType() + charset(type));
      Map<String, Object> lines = new HashMap<>();
      for (Header header : headers) {
        lines.put(header.getName(), header.getValue());
      }
      told.put(HEADERS, lines);
      return told;
    }

    private static String charset(ContentType type) {
      return type.getCharset() == null ? "" : "; charset=" + type.getCharset().name();
    }

    static BasicCredentialsProvider credentials() {
      BasicCredentialsProvider known = new BasicCredentialsProvider();
      known.setCredentials(
          new AuthScope(null, -1), new UsernamePasswordCredentials("test", "test".toCharArray()));
      return known;
    }
  }

  private static final class Classic extends Client {
    private final CloseableHttpClient client =
        HttpClients.custom().setDefaultCredentialsProvider(credentials()).build();

    @Override
    Map<String, Object> call(
        String method, URI uri, Map<?, ?> headers, byte[] body, ContentType type) throws Exception {
      ClassicRequestBuilder builder = ClassicRequestBuilder.create(method).setUri(uri);
      headers.forEach((name, value) -> builder.addHeader(name.toString(), value.toString()));
      ClassicHttpRequest request = builder.build();
      if (body != null) {
        boolean chunked = headers.containsKey("X-Chunked");
        request.setEntity(
            chunked
                ? HttpEntities.create(out -> out.write(body), type)
                : new ByteArrayEntity(body, type));
      }
      return client.execute(
          request,
          answer -> {
            byte[] bytes =
                answer.getEntity() == null ? null : EntityUtils.toByteArray(answer.getEntity());
            return told(
                answer.getCode(),
                bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1),
                answer.getEntity() == null
                    ? null
                    : ContentType.parse(answer.getEntity().getContentType()),
                answer.getHeaders());
          });
    }
  }

  private static final class Async extends Client {
    private final CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setDefaultCredentialsProvider(credentials())
            // A server that closes what the client just takes again fails the call, agent or not.
            .setConnectionReuseStrategy((request, answer, context) -> false)
            .build();

    Async() {
      client.start();
    }

    @Override
    Map<String, Object> call(
        String method, URI uri, Map<?, ?> headers, byte[] body, ContentType type) throws Exception {
      SimpleRequestBuilder builder = SimpleRequestBuilder.create(method).setUri(uri);
      headers.forEach((name, value) -> builder.addHeader(name.toString(), value.toString()));
      if (body != null) {
        builder.setBody(body, type);
      }
      SimpleHttpRequest request = builder.build();
      SimpleHttpResponse answer = client.execute(request, null).get();
      byte[] bytes = answer.getBodyBytes();
      return told(
          answer.getCode(),
          bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1),
          answer.getContentType(),
          answer.getHeaders());
    }
  }

  /** Apache's suite: it throws at the first thing that isn't as it should be. */
  private static String framework(Client client) throws Exception {
    TestingFramework framework = new TestingFramework(new ClientTestingAdapter(client));
    int tests = 0;
    for (String method : METHODS) {
      framework.addTest(Map.of("request", Map.of("method", method)));
      tests++;
      for (int status : List.of(200, 201, 400, 404, 500, 502)) {
        Map<String, Object> test = new HashMap<>();
        test.put("request", Map.of("method", method, "name", method + " " + status));
        test.put("response", Map.of("status", status, "body", "answer " + status));
        framework.addTest(test);
        tests++;
      }
    }
    framework.runTests();
    return tests + " tests passed";
  }

  private static String servers(Client client) throws Exception {
    ClassicTestServer server = new ClassicTestServer();
    server.register("/echo/*", new EchoHandler());
    server.register("/secret/echo/*", new EchoHandler());
    server.register("/random/*", new RandomHandler());
    server.configure(
        handler ->
            new AuthenticatingDecorator(
                new RedirectingDecorator(handler, Main::redirect), new Doorkeeper()));
    server.start();
    List<String> lines = new ArrayList<>();
    try {
      String base = "http://localhost:" + server.getPort();
      for (int size : SIZES) {
        Map<String, Object> random =
            client.call("GET", URI.create(base + "/random/" + size), Map.of(), null, null);
        Object body = random.get("body");
        int length = body == null ? 0 : body.toString().length();
        lines.add("random " + size + ": " + random.get("status") + " " + length);
        for (String method : List.of("POST", "PUT")) {
          lines.add(echo(client, base + "/echo/", method, size, Map.of()));
          lines.add(echo(client, base + "/echo/", method, size, Map.of("X-Chunked", "yes")));
          lines.add(echo(client, base + "/secret/echo/", method, size, Map.of()));
        }
      }
      for (int status : List.of(301, 302, 303, 307, 308)) {
        for (String method : List.of("GET", "HEAD", "POST", "PUT")) {
          byte[] body = method.endsWith("T") && !method.equals("GET") ? text(100) : null;
          Map<String, Object> answer =
              client.call(
                  method,
                  URI.create(base + "/moved/" + status + "/echo/"),
                  Map.of(),
                  body,
                  ContentType.TEXT_PLAIN);
          lines.add(
              "redirect " + status + " " + method + ": " + answer.get("status") + told(answer));
        }
      }
      Map<String, Object> circle =
          client.call("GET", URI.create(base + "/moved/302/random/2048"), Map.of(), null, null);
      lines.add("redirect to random: " + circle.get("status"));
      try {
        client.call("GET", URI.create(base + "/circle/"), Map.of(), null, null);
        lines.add("circle: went on");
      } catch (Exception expected) {
        lines.add("circle: " + root(expected).getClass().getName());
      }
    } finally {
      server.shutdown(CloseMode.IMMEDIATE);
    }
    return String.join("\n", lines);
  }

  private static Throwable root(Throwable thrown) {
    return thrown.getCause() == null ? thrown : root(thrown.getCause());
  }

  private static String echo(Client client, String url, String method, int size, Map<?, ?> headers)
      throws Exception {
    Map<String, Object> answer =
        client.call(method, URI.create(url), headers, text(size), ContentType.TEXT_PLAIN);
    String path = URI.create(url).getPath();
    return path
        + " "
        + method
        + " "
        + headers.size()
        + " "
        + size
        + ": "
        + answer.get("status")
        + told(answer);
  }

  private static byte[] text(int size) {
    byte[] text = new byte[size];
    for (int i = 0; i < size; i++) {
      text[i] = (byte) ('a' + i * 31 % 26);
    }
    return text;
  }

  private static String told(Map<String, Object> answer) {
    Object body = answer.get("body");
    if (body == null) {
      return " no body";
    }
    CRC32 sum = new CRC32();
    sum.update(body.toString().getBytes(StandardCharsets.ISO_8859_1));
    return " " + body.toString().length() + " " + Long.toHexString(sum.getValue());
  }

  private static Redirect redirect(URI uri) {
    String path = uri.getPath();
    if (path.startsWith("/moved/")) {
      return new Redirect(Integer.parseInt(path.substring(7, 10)), path.substring(10));
    }
    return path.startsWith("/circle") ? new Redirect(302, "/circle/") : null;
  }

  /** Lets those in who name themselves, where that is asked. */
  private static final class Doorkeeper implements Authenticator {
    @Override
    public boolean authenticate(URIAuthority authority, String uri, String credentials) {
      return !uri.startsWith("/secret/") || "test:test".equals(credentials);
    }

    @Override
    public String getRealm(URIAuthority authority, String uri) {
      return "test";
    }
  }
}
