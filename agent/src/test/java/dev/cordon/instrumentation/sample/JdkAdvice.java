package dev.cordon.instrumentation.sample;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Leaves a trace and lets the call go on. */
final class JdkAdvice {
  private JdkAdvice() {}

  public static Object send(
      HttpClient self, HttpRequest request, HttpResponse.BodyHandler<?> handler) {
    System.setProperty("sample.sent", request.uri().getPath());
    return null;
  }
}
