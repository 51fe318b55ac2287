package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Sample;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An unmodified application that uses openai-java. One JVM a cell of the matrix. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#openAi")
record OpenAiIT(Matrix cell) {
  private static Lab lab;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab = new Lab(cell).listed();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync", "chatStream", "chatStreamAsync", "completions"})
  void personalDataLeavesAsTokensAndComesBack(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    assertEquals(
        Sample.PERSONAL_PROMPT,
        lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
    assertTokens(vendor.only().text());
    lab.assertNothingLeaked(vendor);
    assertEquals("echo-1", OtlpReceiver.attribute(lab.span(), "gen_ai.request.model"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"responses", "responsesStream", "completionsStream"})
  void otherOperationsToo(String scenario) {
    assumeFalse(old(), "0.8 has no responses");
    personalDataLeavesAsTokensAndComesBack(scenario);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chatTool", "chatToolStream"})
  void toolArgumentsAreRestored(String scenario) throws Exception {
    assumeFalse(old(), "0.8 has other tools");
    Conversation vendor = lab.conversation(EchoModel.answer());
    String arguments = lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).value();
    assertEquals(
        Sample.PERSONAL_PROMPT, new ObjectMapper().readTree(arguments).get("text").asText());
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void secretsAreMaskedForGood() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String answer = lab.call("chat", vendor.baseUrl(), Sample.PROMPT).value();
    for (String value : Sample.PERSONAL) {
      assertTrue(answer.contains(value), answer);
    }
    Leaks.assertNone("the answer", answer, Sample.SECRET);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void embeddingsAreRedacted() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    assertEquals(
        "[0.25, -0.5]", lab.call("embeddings", vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
    assertTokens(vendor.only().text());
    lab.assertNothingLeaked(vendor);
    assertEquals("embeddings", OtlpReceiver.attribute(lab.span(), "gen_ai.operation.name"));
  }

  @Test
  void harmlessTextIsLeftAlone() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    assertEquals(Sample.HARMLESS, lab.call("chat", vendor.baseUrl(), Sample.HARMLESS).value());
    assertEquals(Sample.HARMLESS, vendor.only().json().at("/messages/0/content").asText());
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync", "chatStream"})
  void retriesAreOneCall(String scenario) {
    Answer busy =
        Answer.json(429, "{\"error\":{\"message\":\"busy\"}}", Map.of("Retry-After-Ms", "1"));
    Answer broken =
        Answer.json(500, "{\"error\":{\"message\":\"broken\"}}", Map.of("Retry-After-Ms", "1"));
    Conversation vendor = lab.conversation(busy, broken, EchoModel.answer());
    assertEquals(
        Sample.PERSONAL_PROMPT,
        lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
    assertEquals(3, vendor.requests().size());
    assertEquals(vendor.requests().get(0).text(), vendor.requests().get(2).text());
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync"})
  void aRedirectIsOneCall(String scenario) {
    Conversation vendor =
        lab.conversation(Answer.redirect(307, "/v1/chat/completions"), EchoModel.answer());
    assertEquals(
        Sample.PERSONAL_PROMPT,
        lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
    assertEquals(2, vendor.requests().size());
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync", "chatStream"})
  void aVendorsErrorReachesTheApplicationAndTheSpan(String scenario) {
    Conversation vendor = lab.conversation(Answer.error(400, "no such model"));
    String error = lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).error();
    assertTrue(error.contains("BadRequestException"), error);
    assertTrue(error.contains("no such model"), error);
    lab.assertNothingLeaked(vendor);
    Span span = lab.span();
    assertEquals("400", OtlpReceiver.attribute(span, "error.type"));
  }

  @Test
  void aLostConnectionIsRetriedAndThenReported() {
    Conversation vendor = lab.conversation(Answer.reset());
    lab.call("chat", vendor.baseUrl(), Sample.PERSONAL_PROMPT).error();
    lab.assertNothingLeaked(vendor);
    assertNotEquals(null, OtlpReceiver.attribute(lab.span(), "error.type"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tokensAreRestoredHoweverTheStreamIsCut(int size) {
    Conversation vendor = lab.conversation(EchoModel.answer(size, size * 5));
    assertEquals(
        Sample.PERSONAL_PROMPT,
        lab.call("chatStream", vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void aStreamThatIsClosedEarlyIsStillOneCall() {
    assumeFalse(old(), "not in that program");
    Conversation vendor = lab.conversation(EchoModel.answer());
    lab.call("closeEarly", vendor.baseUrl(), Sample.HARMLESS).value();
    lab.span();
  }

  private boolean old() {
    return cell.library().contains(" 0.");
  }

  private static void assertTokens(String body) {
    assertTrue(body.matches("(?s).*EMAIL_[A-Z0-9]+.*"), body);
  }
}
