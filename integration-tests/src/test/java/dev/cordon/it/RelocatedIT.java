package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.instrumentation.testing.SocketServer;
import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Sample;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that published drivers and SDKs carry under other names, used as they are. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#relocated")
record RelocatedIT(Matrix cell) {
  private static Lab lab;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab =
        Lab.of(
                cell,
                app ->
                    app.policy(Policies.of("hosts:", "  127.0.0.1: openai", "on_unguarded: block")))
            .listed();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
      assertTrue(!closing.app().err().text().contains("hook"), closing.app().err()::text);
    }
  }

  private static String chatUrl(Conversation vendor) {
    return vendor.baseUrl() + "/chat/completions";
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "chunked"})
  void personalDataLeavesAsTokensAndComesBack(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call(scenario, chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.startsWith("200\napplication/json"), reply);
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(vendor);
    assertTrue(vendor.only().text().contains("EMAIL_"), vendor.only()::text);
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "chunked"})
  void aStreamIsRestored(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer(3, 17));
    String body = Bodies.stream(Sample.PERSONAL_PROMPT);
    String reply = lab.call(scenario, chatUrl(vendor), body).value();
    assertEquals(Sample.PERSONAL_PROMPT, Sse.chatContent(reply));
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void aHarmlessBodyIsTheSameBytes() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String body = Bodies.chat(Sample.HARMLESS);
    lab.call("post", chatUrl(vendor), body).value();
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), vendor.only().body());
    lab.span();
  }

  @Test
  void messagesOfItsWebSocketsAreGoverned() throws Exception {
    assumeTrue(cell.program().equals("relocated-okhttp"), "without WebSockets");
    try (SocketServer server =
        new SocketServer(
            (client, message) -> {
              EchoModel.messages(message.text(), 3).forEach(client::send);
              client.close(1000, "");
            },
            true)) {
      String text = "{\"type\":\"response.create\",\"input\":\"" + Sample.PERSONAL_PROMPT + "\"}";
      String url = server.url("/v1/responses").replace("ws:", "http:");
      String came = lab.call("socket", url, text).value();
      String sent = server.next().text();
      Leaks.assertNone("the message", sent, Sample.ALL);
      assertTrue(sent.contains("EMAIL_"), sent);
      assertTrue(came.contains(Sample.EMAIL), came);
      lab.span();
    }
  }

  @Test
  void itsClassLoaderIsCollected() {
    assumeTrue(cell.program().equals("relocated-apache5"), "a client that keeps no thread");
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply =
        lab.call("collected", chatUrl(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.startsWith("collected\n200\n"), reply);
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void otherCallsAreNobodysBusiness() {
    Conversation shop = lab.conversation(Answer.json(200, "{}"));
    String body = "{\"customer\":\"" + Sample.EMAIL + "\"}";
    String url = shop.url().replace("127.0.0.1", "localhost") + "/orders";
    assertTrue(lab.app().run("post", url, body).value().endsWith("\n{}"));
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), shop.only().body());
  }
}
