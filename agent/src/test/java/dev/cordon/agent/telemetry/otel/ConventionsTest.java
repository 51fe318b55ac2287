package dev.cordon.agent.telemetry.otel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes;
import io.opentelemetry.semconv.incubating.GenAiIncubatingMetrics;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Names and types are those of the conventions' own constants, where these have them. */
class ConventionsTest {
  @Test
  void attributesHaveTheTypesOfTheConventions() throws IllegalAccessException {
    Map<String, AttributeKey<?>> conventions = keys(GenAiIncubatingAttributes.class);
    TreeSet<String> own = new TreeSet<>();
    for (Map.Entry<String, AttributeKey<?>> key : keys(Keys.class).entrySet()) {
      AttributeKey<?> same = conventions.get(key.getKey());
      if (same != null) {
        assertEquals(same.getType(), key.getValue().getType(), key.getKey());
      } else if (key.getKey().startsWith("gen_ai.")) {
        own.add(key.getKey());
      }
    }
    // The proposal for guardrails has no constants yet, nor has what is newer than they.
    own.removeIf(k -> k.startsWith("gen_ai.security.") || k.startsWith("gen_ai.guardian."));
    assertEquals(Set.of("gen_ai.token.modality"), own);
  }

  @Test
  void metricsHaveTheNamesOfTheConventions() throws IllegalAccessException {
    TreeSet<String> known = new TreeSet<>();
    for (Field field : GenAiIncubatingMetrics.class.getDeclaredFields()) {
      if (field.getName().endsWith("_NAME")) {
        known.add((String) field.get(null));
      }
    }
    for (Instruments instrument : Instruments.values()) {
      String name = instrument.row().split("`")[1];
      boolean newer =
          name.startsWith("gen_ai.client.inference.")
              || name.startsWith("gen_ai.client.embeddings.");
      assertTrue(
          newer || name.startsWith("cordon.") || known.contains(name), name + " not in " + known);
    }
  }

  private static Map<String, AttributeKey<?>> keys(Class<?> constants)
      throws IllegalAccessException {
    Map<String, AttributeKey<?>> keys = new TreeMap<>();
    for (Field field : constants.getDeclaredFields()) {
      if (AttributeKey.class.isAssignableFrom(field.getType())) {
        field.setAccessible(true);
        AttributeKey<?> key = (AttributeKey<?>) field.get(null);
        keys.put(key.getKey(), key);
      }
    }
    return keys;
  }
}
