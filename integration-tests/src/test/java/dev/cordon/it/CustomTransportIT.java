package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** openai-java over a transport that no module knows: the SDK's hook alone governs it. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
record CustomTransportIT(Jdk jdk) {
  private static Lab lab;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @BeforeParameterizedClassInvocation
  static void start(Jdk jdk) {
    Program program = Program.of("openai-custom", new Libraries("openai-java-4.100.0"));
    lab = new Lab(App.of(program).on(jdk));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync", "chatStream"})
  void isGovernedAsWell(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    assertEquals(
        Sample.PERSONAL_PROMPT,
        lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync"})
  void retriesAreOneCall(String scenario) {
    Answer busy =
        Answer.json(429, "{\"error\":{\"message\":\"busy\"}}", Map.of("Retry-After-Ms", "1"));
    Conversation vendor = lab.conversation(busy, EchoModel.answer());
    assertEquals(
        Sample.PERSONAL_PROMPT,
        lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
    assertEquals(2, vendor.requests().size());
    lab.assertNothingLeaked(vendor);
    lab.span();
  }
}
