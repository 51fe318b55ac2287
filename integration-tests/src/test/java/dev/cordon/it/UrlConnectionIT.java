package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Received;
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

/** An application that speaks to a vendor with {@code HttpURLConnection}. One JVM a JDK. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#urlConnection")
record UrlConnectionIT(Matrix cell) {
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
        "post",
        "methodUnknown",
        "fixed",
        "fixedLong",
        "chunked",
        "chunkedSmall",
        "neverClosed"
      })
  void personalDataLeavesAsTokensAndComesBack(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.startsWith("200\napplication/json\n"), reply);
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void aStreamIsRestoredByteByByte() {
    Conversation vendor = lab.conversation(EchoModel.answer(3, 17));
    String reply =
        lab.call("bytewise", chatUrl(vendor), Bodies.stream(Sample.PERSONAL_PROMPT)).value();
    assertEquals(Sample.PERSONAL_PROMPT, Sse.chatContent(reply));
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "fixed", "chunked"})
  void aHarmlessBodyIsTheSameBytes(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String body = Bodies.chat(Sample.HARMLESS);
    lab.call(scenario, chatUrl(vendor), body).value();
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), vendor.only().body());
    assertEquals(
        scenario.equals("chunked") ? "chunked" : null, vendor.only().header("transfer-encoding"));
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
  void anErrorsBodyIsRestored() {
    Conversation vendor =
        lab.conversation(
            (request, wire) -> Answer.json(400, EchoModel.plain(request)).give(request, wire));
    String reply = lab.call("post", chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.startsWith("400\napplication/json\n"), reply);
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void aCompressedAnswerIsRestored() {
    Conversation encoded = lab.conversation(EchoModel.gzipAnswer());
    String reply =
        lab.call("gzipAnswer", chatUrl(encoded), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(encoded);
    lab.span();
  }

  @Test
  void aCompressedRequestDoesNotSmuggleAnythingOut() {
    Conversation vendor = lab.conversation(Answer.json(200, "{}", Map.of()));
    lab.call("gzipRequest", chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void aRedirectIsOneCall() {
    Conversation vendor =
        lab.conversation(Answer.redirect(308, "/v1/chat/completions"), EchoModel.answer());
    lab.call("post", chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    for (Received request : vendor.requests()) {
      Leaks.assertNone(request, Sample.ALL);
    }
    lab.span();
  }

  @Test
  void aLostConnectionReachesTheApplication() {
    Conversation vendor = lab.conversation(Answer.reset());
    String error = lab.call("post", chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).error();
    assertTrue(error.contains("SocketException"), error);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tooMuch", "tooLittle"})
  void aLengthThatDoesNotFitFailsAsWithoutTheAgent(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String body = Bodies.chat(Sample.HARMLESS);
    String error = lab.app().run(scenario, chatUrl(vendor), body).error();
    try (App plain = cell.app().withoutAgent().start()) {
      Conversation other = lab.conversation(EchoModel.answer());
      assertEquals(plain.run(scenario, chatUrl(other), body).error(), error);
    }
  }

  @Test
  void anAnswerThatIsGivenUpIsOneCall() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    assertEquals("{", lab.call("abandoned", chatUrl(vendor), Bodies.chat(Sample.EMAIL)).value());
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void nothingThatTheConnectionTellsDiffers() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String body = Bodies.chat(Sample.HARMLESS);
    String with = lab.call("state", chatUrl(vendor), body).value();
    try (App plain = cell.app().withoutAgent().start()) {
      Conversation other = lab.conversation(EchoModel.answer());
      String without = plain.run("state", chatUrl(other), body).value();
      assertEquals(without.replaceAll("/c\\d+/", "/"), with.replaceAll("/c\\d+/", "/"));
    }
    lab.span();
  }

  @Test
  void aHeaderWithAFindingLeavesRedactedAndReadsAsItWasSet() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply =
        lab.call("header", chatUrl(vendor), Bodies.chat("hi"), "X-Note", "ask " + Sample.EMAIL)
            .value();
    assertTrue(reply.endsWith("\nask " + Sample.EMAIL), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "fixed", "chunked"})
  void aRefusalIsAnAnswerThatTheJdkReads(String scenario) {
    try (Lab strict =
        Lab.of(cell, app -> app.policy(Policies.of("redact:", "  email_address: block")))) {
      Conversation vendor = strict.conversation(EchoModel.answer());
      String reply =
          strict.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      assertTrue(reply.startsWith("403\napplication/json\n{"), reply);
      assertEquals(0, vendor.requests().size());
      strict.assertNothingReported();
      Conversation next = strict.conversation(EchoModel.answer());
      String other = strict.call(scenario, chatUrl(next), Bodies.chat(Sample.HARMLESS)).value();
      assertTrue(other.startsWith("200\n"), other);
      strict.end();
    }
  }

  @Test
  void otherCallsAreNobodysBusiness() {
    for (String scenario : new String[] {"post", "fixed", "chunked", "put"}) {
      Conversation shop = lab.conversation(Answer.json(200, "{\"mail\":\"" + Sample.EMAIL + "\"}"));
      String body = "{\"customer\":\"" + Sample.EMAIL + "\"}";
      assertEquals(
          "200\napplication/json\n{\"mail\":\"" + Sample.EMAIL + "\"}",
          lab.app().run(scenario, shop.url() + "/orders", body).value());
      assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), shop.only().body());
    }
  }

  private static String chatUrl(Conversation vendor) {
    return vendor.baseUrl() + "/chat/completions";
  }
}
