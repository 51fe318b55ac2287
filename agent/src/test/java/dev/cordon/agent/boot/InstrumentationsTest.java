package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentationsTest {
  static IntStream lines() {
    return IntStream.range(0, Instrumentations.size());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void eachLineSaysWhatItsInstrumentationSays(int line) throws Exception {
    Instrumentation instrumentation =
        (Instrumentation)
            Class.forName(Instrumentations.description(line)).getConstructor().newInstance();

    assertEquals(instrumentation.name(), Instrumentations.name(line));
    Stream<String> targets = instrumentation.hooks().stream().map(Hook::className);
    assertEquals(
        new TreeSet<>(targets.map(name -> name.replace('.', '/')).toList()),
        new TreeSet<>(Arrays.asList(Instrumentations.targets(line))));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aTargetIsFoundByItsInternalName(int line) {
    for (String target : Instrumentations.targets(line)) {
      assertEquals(line, Instrumentations.indexOf(target));
      assertEquals(-1, Instrumentations.indexOf(target.replace('/', '.')));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hello", "okhttp3/OkHttpClienT", "okhttp3/OkHttpClient$Builder"})
  void anythingElseIsNot(String name) {
    assertEquals(-1, Instrumentations.indexOf(name));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 63, 64, 200, 65_535})
  void aNameMayHaveAnyLength(int length) {
    assertEquals(-1, Instrumentations.indexOf("x".repeat(length)));
  }
}
