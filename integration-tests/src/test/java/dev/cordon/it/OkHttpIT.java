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

/** An application that speaks to a vendor with plain OkHttp. One JVM a cell of the matrix. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#okHttp")
record OkHttpIT(Matrix cell) {
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
  @ValueSource(strings = {"post", "enqueue", "oneShot", "chunked"})
  void personalDataLeavesAsTokensAndComesBack(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.startsWith("200\napplication/json\n"), reply);
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void onlyTheFindingsChange() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    lab.call("post", chatUrl(vendor), Bodies.chat("Write to " + Sample.EMAIL + "!")).value();
    String sent = vendor.only().text();
    String token = sent.replaceFirst("(?s).*Write to (\\S+)!.*", "$1");
    assertEquals(Bodies.chat("Write to " + token + "!"), sent);
    assertEquals(
        String.valueOf(vendor.only().body().length), vendor.only().header("content-length"));
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "enqueue", "chunked"})
  void aHarmlessBodyIsTheSameBytes(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String body = Bodies.chat(Sample.HARMLESS);
    lab.call(scenario, chatUrl(vendor), body).value();
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), vendor.only().body());
    lab.span();
  }

  @Test
  void aStreamIsRestored() {
    Conversation vendor = lab.conversation(EchoModel.answer(3, 17));
    String lines =
        lab.call("lines", chatUrl(vendor), Bodies.stream(Sample.PERSONAL_PROMPT)).value();
    assertEquals(Sample.PERSONAL_PROMPT, Sse.chatContent(lines));
    assertTrue(lines.endsWith("data: [DONE]\n\n"), lines);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void aCompressedAnswerIsRestored() {
    Conversation vendor = lab.conversation(EchoModel.gzipAnswer());
    for (String scenario : new String[] {"post", "gzipAnswer"}) {
      String reply =
          lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    }
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "enqueue"})
  void aRedirectIsOneCall(String scenario) {
    Conversation vendor =
        lab.conversation(Answer.redirect(307, "/v1/chat/completions"), EchoModel.answer());
    String reply = lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    // OkHttp before 4.6 doesn't repeat a POST after 307.
    assertTrue(
        reply.startsWith("200") ? reply.contains(Sample.EMAIL) : reply.startsWith("307"), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void otherCallsAreNobodysBusiness() {
    Conversation shop = lab.conversation(Answer.json(200, "{\"mail\":\"" + Sample.EMAIL + "\"}"));
    String body = "{\"customer\":\"" + Sample.EMAIL + "\"}";
    assertEquals(
        "200\napplication/json\n{\"mail\":\"" + Sample.EMAIL + "\"}",
        lab.app().run("post", shop.url() + "/orders", body).value());
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), shop.only().body());
  }

  @Test
  void theApplicationsHeadersArrive() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    lab.call("header", chatUrl(vendor), Bodies.chat(Sample.EMAIL), "X-Tenant", "blue").value();
    assertEquals("blue", vendor.only().header("x-tenant"));
    lab.span();
  }

  @Test
  void aDuplexBodyIsRefused() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call("duplex", chatUrl(vendor), Bodies.chat(Sample.EMAIL)).value();
    assertTrue(reply.startsWith("403\n"), reply);
    assertEquals(0, vendor.requests().size());
    lab.span();
  }

  @Test
  void aCompressedRequestDoesNotSmuggleAnythingOut() {
    Conversation vendor = lab.conversation(Answer.json(200, "{}", Map.of()));
    lab.call("gzipRequest", chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  private static String chatUrl(Conversation vendor) {
    return vendor.baseUrl() + "/chat/completions";
  }
}
