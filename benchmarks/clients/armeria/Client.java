package com.example.app;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;

/** Asks with Armeria. */
final class Client implements AutoCloseable {
  private final WebClient client = WebClient.of();

  String ask(String vendor, String prompt) {
    RequestHeaders headers =
        RequestHeaders.of(
            HttpMethod.POST,
            "h1c" + vendor.substring(4) + Chat.PATH,
            HttpHeaderNames.CONTENT_TYPE,
            "application/json");
    return client
        .execute(HttpRequest.of(headers, HttpData.ofUtf8(Chat.body(prompt))))
        .aggregate()
        .join()
        .contentUtf8();
  }

  @Override
  public void close() {}
}
