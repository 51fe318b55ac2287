package com.example.app;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import java.time.Duration;

/** The client that all share. */
public final class Clients {
  /** Speaks HTTP/1.1 in clear text. */
  public static final WebClient CLIENT =
      WebClient.builder().responseTimeout(Duration.ofSeconds(30)).build();

  private Clients() {}

  /** Makes a request's head. */
  public static RequestHeaders head(String url) {
    return RequestHeaders.of(
        HttpMethod.POST,
        url.replace("http:", "h1c:"),
        HttpHeaderNames.CONTENT_TYPE,
        "application/json");
  }
}
