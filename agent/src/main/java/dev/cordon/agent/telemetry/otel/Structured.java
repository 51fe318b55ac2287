package dev.cordon.agent.telemetry.otel;

import dev.cordon.agent.telemetry.content.Messages;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.LogRecordBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts JSON into a log record as values, as the conventions want it there. Needs an API with
 * complex attributes.
 */
final class Structured {
  private Structured() {}

  static void put(LogRecordBuilder record, String name, String json) {
    record.setAttribute(AttributeKey.valueKey(name), value(Messages.plain(json)));
  }

  private static Value<?> value(@Nullable Object plain) {
    if (plain instanceof Map) {
      Map<String, Value<?>> values = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) plain).entrySet()) {
        values.put(String.valueOf(entry.getKey()), value(entry.getValue()));
      }
      return Value.of(values);
    }
    if (plain instanceof List) {
      List<Value<?>> values = new ArrayList<>();
      for (Object element : (List<?>) plain) {
        values.add(value(element));
      }
      return Value.of(values);
    }
    return scalar(plain);
  }

  private static Value<?> scalar(@Nullable Object plain) {
    if (plain instanceof Boolean) {
      return Value.of((boolean) (Boolean) plain);
    }
    if (plain instanceof Long) {
      return Value.of((long) (Long) plain);
    }
    if (plain instanceof Double) {
      return Value.of((double) (Double) plain);
    }
    return plain == null ? Value.empty() : Value.of(String.valueOf(plain));
  }
}
