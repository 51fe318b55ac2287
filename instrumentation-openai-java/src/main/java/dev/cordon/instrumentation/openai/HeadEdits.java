package dev.cordon.instrumentation.openai;

import com.openai.core.http.HttpRequest;
import dev.cordon.engine.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes that a verdict makes to the head of a request. */
final class HeadEdits {
  private HeadEdits() {}

  static HttpRequest apply(Verdict verdict, HttpRequest request) {
    String query = verdict.query();
    if (query == null && verdict.headers().isEmpty()) {
      return request;
    }
    HttpRequest.Builder builder = request.toBuilder();
    if (query != null) {
      builder.queryParams(parameters(query));
    }
    for (Map.Entry<String, String> header : verdict.headers().entrySet()) {
      if (header.getValue().isEmpty()) {
        builder.removeHeaders(header.getKey());
      } else {
        builder.replaceHeaders(header.getKey(), header.getValue());
      }
    }
    return builder.build();
  }

  private static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    int at = 0;
    while (at < query.length()) {
      int end = query.indexOf('&', at);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', at);
      boolean value = equals >= 0 && equals < end;
      String name = PercentCoding.decode(query.substring(at, value ? equals : end));
      List<String> values = parameters.get(name);
      if (values == null) {
        values = new ArrayList<>();
        parameters.put(name, values);
      }
      values.add(value ? PercentCoding.decode(query.substring(equals + 1, end)) : "");
      at = end + 1;
    }
    return parameters;
  }
}
