package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that speaks to a vendor with the JDK's own client. One JVM a JDK. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#javaHttp")
record JavaHttpIT(Matrix cell) {
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
  @ValueSource(
      strings = {
        "ofString",
        "ofByteArray",
        "ofInputStream",
        "ofLines",
        "ofFile",
        "ofByteArrayConsumer",
        "ofPublisher",
        "fromSubscriber",
        "fromLineSubscriber",
        "buffering",
        "sendAsync",
        "sendAsyncPush",
        "http11",
        "streamedBody",
        "unsizedBody"
      })
  void personalDataLeavesAsTokensAndComesBack(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.startsWith("200\napplication/json\n"), reply);
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"discarding", "replacing"})
  void anAnswerThatNobodyReadsIsStillOneCall(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.startsWith("200\n"), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void aMappedAnswerIsTheRestoredOne() {
    Conversation vendor = lab.conversation(Answer.json(200, "{}"), EchoModel.answer());
    lab.call("ofString", chatUrl(vendor), Bodies.chat(Sample.EMAIL)).value();
    Conversation other = lab.conversation(EchoModel.answer());
    String whole =
        lab.call("ofString", chatUrl(other), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    String length =
        lab.call("mapping", chatUrl(other), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    String text = whole.split("\n", 3)[2];
    assertEquals("200\napplication/json\n" + text.length(), length);
    lab.span();
  }

  @Test
  void aDownloadIsRestoredInTheFile() {
    Conversation vendor =
        lab.conversation(
            (request, wire) ->
                Answer.json(
                        200,
                        EchoModel.plain(request),
                        Map.of("Content-Disposition", "attachment; filename=answer.json"))
                    .give(request, wire));
    String reply =
        lab.call("ofFileDownload", chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofLines", "fromLineSubscriber", "ofInputStream", "ofPublisher"})
  void aStreamIsRestored(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer(3, 17));
    String reply =
        lab.call(scenario, chatUrl(vendor), Bodies.stream(Sample.PERSONAL_PROMPT)).value();
    assertEquals(Sample.PERSONAL_PROMPT, Sse.chatContent(reply));
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofString", "sendAsync", "streamedBody", "unsizedBody"})
  void aHarmlessBodyIsTheSameBytes(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String body = Bodies.chat(Sample.HARMLESS);
    lab.call(scenario, chatUrl(vendor), body).value();
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), vendor.only().body());
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofString", "sendAsync"})
  void aRedirectIsOneCall(String scenario) {
    Conversation vendor =
        lab.conversation(Answer.redirect(307, "/v1/chat/completions"), EchoModel.answer());
    String reply = lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    assertEquals(2, vendor.requests().size());
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofString", "sendAsync"})
  void aLostConnectionReachesTheApplication(String scenario) {
    Conversation vendor = lab.conversation(Answer.reset());
    String error = lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).error();
    assertTrue(error.contains("IOException"), error);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void otherCallsAreNobodysBusiness() {
    Conversation shop = lab.conversation(Answer.json(200, "{\"mail\":\"" + Sample.EMAIL + "\"}"));
    String body = "{\"customer\":\"" + Sample.EMAIL + "\"}";
    assertEquals(
        "200\napplication/json\n{\"mail\":\"" + Sample.EMAIL + "\"}",
        lab.app().run("ofString", shop.url() + "/orders", body).value());
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), shop.only().body());
  }

  private static String chatUrl(Conversation vendor) {
    return vendor.baseUrl() + "/chat/completions";
  }
}
