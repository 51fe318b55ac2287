package dev.cordon.instrumentation.javahttp;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;

/** An answer's head as the application's body handler sees it. Immutable. */
final class SeenInfo implements ResponseInfo {
  private final int status;
  private final HttpHeaders headers;
  private final HttpClient.Version version;

  SeenInfo(int status, HttpHeaders headers, HttpClient.Version version) {
    this.status = status;
    this.headers = headers;
    this.version = version;
  }

  @Override
  public int statusCode() {
    return status;
  }

  @Override
  public HttpHeaders headers() {
    return headers;
  }

  @Override
  public HttpClient.Version version() {
    return version;
  }
}
