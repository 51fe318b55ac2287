package dev.cordon.instrumentation.okhttp2;

import com.squareup.okhttp.Request;
import com.squareup.okhttp.Response;
import dev.cordon.instrumentation.Decision;

/** WebSockets are a library of their own here ({@code okhttp-ws}), whose messages nobody sees. */
final class Sockets {
  private Sockets() {}

  static boolean isOpening(Request request) {
    return false;
  }

  static boolean begins(Request request, Response response, Decision decision) {
    return false;
  }
}
