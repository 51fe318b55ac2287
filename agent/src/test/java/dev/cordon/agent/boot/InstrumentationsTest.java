package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentationsTest {
  static IntStream lines() {
    return IntStream.range(0, Instrumentations.size());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void eachClassWithAHookIsFoundByItsInternalName(int line) throws Exception {
    Instrumentation instrumentation =
        (Instrumentation)
            Class.forName(Instrumentations.description(line)).getConstructor().newInstance();

    assertEquals(instrumentation.name(), Instrumentations.name(line));
    assertEquals(line, Instrumentations.byName(instrumentation.name()));
    for (Hook hook : instrumentation.hooks()) {
      for (String target : hook.classNames()) {
        assertEquals(line, Instrumentations.indexOf(target.replace('.', '/')));
        assertEquals(-1, Instrumentations.indexOf(target));
        assertTrue(Instrumentations.mayBe(target));
      }
    }
  }

  @Test
  void theBuildListsEachModule() {
    assertEquals(
        List.of(
            "anthropic-java",
            "apache-httpclient4",
            "apache-httpclient5",
            "aws-sdk",
            "connections",
            "java-http-client",
            "jetty-client",
            "jetty-client10",
            "netty",
            "okhttp",
            "openai-java",
            "url-connection"),
        lines().mapToObj(Instrumentations::name).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "Hello",
        "RetryingHttpClient",
        "com/openai/core/http/RetryingHttpClienT",
        "com/openai/core/http/RetryingHttpClient$Builder",
        "shaded/com/openai/core/http/RetryingHttpClient",
        "com/openai/core/http/RetryingHttpClient/"
      })
  void anythingElseIsNot(String name) {
    assertEquals(-1, Instrumentations.indexOf(name));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 200, 65_535})
  void aNameMayHaveAnyLength(int length) {
    assertEquals(-1, Instrumentations.indexOf("x".repeat(length)));
    assertFalse(Instrumentations.mayBe("x".repeat(length)));
  }

  @Test
  void hundredsOfTargetsAreEachFoundAndNothingElse() {
    int modules = 60;
    int targets = 12;
    StringBuilder list = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (int m = 0; m < modules; m++) {
      list.append("module-").append(m).append(" com.example.Module").append(m);
      for (int t = 0; t < targets; t++) {
        // Many share a simple name, as clients do.
        String name = "com/example/m" + m + "/Client" + t;
        names.add(name);
        list.append(' ').append(name);
      }
      list.append('\n');
    }
    Instrumentations many = new Instrumentations(list.toString());

    List<Integer> order = new ArrayList<>(IntStream.range(0, names.size()).boxed().toList());
    Collections.shuffle(order, new Random(7));
    for (int i : order) {
      assertEquals(i / targets, many.find(names.get(i)), names.get(i));
      assertEquals(-1, many.find(names.get(i) + "x"));
      assertEquals(-1, many.find("other/" + names.get(i)));
      assertEquals(-1, many.find(names.get(i).substring(1)));
    }
  }
}
