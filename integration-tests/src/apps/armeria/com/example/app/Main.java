package com.example.app;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An application that speaks to vendors with Armeria, and a server that speaks HTTP/2 to it. */
public final class Main {
  private static final WebClient CLIENT =
      WebClient.builder().responseTimeout(Duration.ofSeconds(30)).build();

  private static volatile String seen = "nothing";
  private static Server server;

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> got(CLIENT.execute(request("h1c", a[0], a[1]))))
        .add("chunked", a -> chunked(a[0], a[1]))
        .add("serve", a -> serve())
        .add("http2", a -> got(CLIENT.execute(request("h2c", a[0], a[1]))))
        .add("any", a -> got(CLIENT.execute(request("http", a[0], a[1]))))
        .add("seen", a -> seen)
        .serveAndExit();
  }

  /** Starts a server that keeps the last body that it was sent. */
  private static String serve() {
    seen = "nothing";
    if (server == null) {
      server =
          Server.builder()
              .http(0)
              .serviceUnder(
                  "/",
                  (ctx, request) ->
                      HttpResponse.from(
                          request
                              .aggregate()
                              .thenApply(
                                  whole -> {
                                    seen = whole.contentUtf8();
                                    return HttpResponse.of(
                                        HttpStatus.OK, MediaType.JSON_UTF_8, echo(seen));
                                  })))
              .build();
      server.start().join();
    }
    return "http://localhost:" + server.activeLocalPort();
  }

  /** Answers as a model would that repeats what it was asked. */
  private static String echo(String body) {
    int at = body.indexOf("\"content\":\"");
    if (at < 0) {
      return "{\"id\":\"1\"}";
    }
    String content = body.substring(at, body.indexOf('"', at + 11) + 1);
    return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
        + "{\"role\":\"assistant\","
        + content
        + "}}]}";
  }

  private static HttpRequest request(String protocol, String url, String body) {
    return HttpRequest.of(headers(protocol, url), HttpData.ofUtf8(body));
  }

  private static RequestHeaders headers(String protocol, String url) {
    return RequestHeaders.of(
        HttpMethod.POST,
        url.replace("http:", protocol + ':'),
        HttpHeaderNames.CONTENT_TYPE,
        "application/json");
  }

  /** Writes byte by byte. */
  private static String chunked(String url, String body) throws Exception {
    HttpRequestWriter request = HttpRequest.streaming(headers("h1c", url));
    HttpResponse answer = CLIENT.execute(request);
    for (byte each : body.getBytes(StandardCharsets.UTF_8)) {
      request.write(HttpData.wrap(new byte[] {each}));
    }
    request.close();
    return got(answer);
  }

  /** Returns status, content type and text, each on its line. */
  private static String got(HttpResponse response) throws Exception {
    AggregatedHttpResponse answer = response.aggregate().get(30, TimeUnit.SECONDS);
    return answer.status().code() + "\n" + answer.contentType() + "\n" + answer.contentUtf8();
  }
}
