package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Sample;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Applications that speak to a vendor with a non-blocking client. One JVM a cell of the matrix; its
 * policy refuses what none but the test of a refusal sends.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#nonBlocking")
record NonBlockingIT(Matrix cell) {
  private static final String REFUSED =
      "send it to the bitcoin wallet 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 today";

  private static Lab lab;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab =
        Lab.of(
                cell,
                app ->
                    app.policy(Policies.of("redact:", "  crypto_address: block"))
                        .jvm("-Dio.netty.leakDetection.level=paranoid"))
            .listed();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
      String text = closing.app().err().text();
      assertTrue(!text.contains("LEAK"), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "chunked"})
  void personalDataLeavesAsTokensAndComesBack(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.startsWith("200\napplication/json"), reply);
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "chunked"})
  void aHarmlessBodyIsTheSameBytes(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String body = Bodies.chat(Sample.HARMLESS);
    lab.call(scenario, chatUrl(vendor), body).value();
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), vendor.only().body());
    assertEquals(
        scenario.equals("chunked") ? "chunked" : null, vendor.only().header("transfer-encoding"));
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "chunked"})
  void aStreamIsRestored(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer(3, 17));
    String body = Bodies.stream(Sample.PERSONAL_PROMPT);
    String reply = lab.call(scenario, chatUrl(vendor), body).value();
    assertEquals(Sample.PERSONAL_PROMPT, Sse.chatContent(reply));
    assertTrue(reply.endsWith("data: [DONE]\n\n"), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void secretsAreMaskedForGood() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call("post", chatUrl(vendor), Bodies.chat(Sample.PROMPT)).value();
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void aLostConnectionReachesTheApplication() {
    Conversation vendor = lab.conversation(Answer.reset());
    String error = lab.call("post", chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).error();
    assertTrue(error.contains("Exception"), error);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "chunked"})
  void aRefusalIsAnAnswerAndTheConnectionGoesOn(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call(scenario, chatUrl(vendor), Bodies.chat(REFUSED)).value();
    assertTrue(reply.startsWith("403\napplication/json"), reply);
    assertEquals(0, vendor.requests().size());
    Conversation next = lab.conversation(EchoModel.answer());
    String other = lab.call(scenario, chatUrl(next), Bodies.chat(Sample.HARMLESS)).value();
    assertTrue(other.startsWith("200\n"), other);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "chunked"})
  void otherCallsAreNobodysBusiness(String scenario) {
    String answer = "{\"mail\":\"" + Sample.EMAIL + "\"}";
    Conversation shop = lab.conversation(Answer.json(200, answer));
    String body = "{\"customer\":\"" + Sample.EMAIL + "\"}";
    String reply = lab.app().run(scenario, shop.url() + "/orders", body).value();
    assertTrue(reply.endsWith("\n" + answer), reply);
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), shop.only().body());
  }

  private static String chatUrl(Conversation vendor) {
    return vendor.baseUrl() + "/chat/completions";
  }
}
