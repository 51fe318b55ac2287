package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.Verdict;
import java.util.Map;
import okhttp3.Request;

/** Changes that a verdict makes to the head of a request. */
final class HeadEdits {
  private HeadEdits() {}

  static boolean any(Verdict verdict) {
    return verdict.query() != null || !verdict.headers().isEmpty();
  }

  static void apply(Verdict verdict, Request request, Request.Builder builder) {
    if (verdict.query() != null) {
      builder.url(request.url().newBuilder().encodedQuery(verdict.query()).build());
    }
    apply(verdict.headers(), builder);
  }

  static void apply(Map<String, String> headers, Request.Builder builder) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getValue().isEmpty()) {
        builder.removeHeader(header.getKey());
      } else {
        builder.header(header.getKey(), header.getValue());
      }
    }
  }
}
