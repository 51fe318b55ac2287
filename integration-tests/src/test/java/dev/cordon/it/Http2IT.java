package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that have an HTTP/2 handler of their own on Netty: by prior knowledge, and where HTTP/1.1
 * offers an upgrade, so that the first answer comes over HTTP/2.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#http2")
record Http2IT(Matrix cell) {
  private static Lab lab;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab =
        Lab.of(
            cell,
            app ->
                app.policy(Policies.of("redact:", "  crypto_address: block"))
                    .jvm("-Dio.netty.leakDetection.level=paranoid"));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
      String text = closing.app().err().text();
      assertFalse(text.contains("LEAK"), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http2", "any"})
  void personalDataLeavesAsTokensAndComesBack(String scenario) {
    String url = lab.app().run("serve").value() + "/v1/chat/completions";
    String reply = lab.call(scenario, url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
    assertTrue(reply.startsWith("200\napplication/json"), reply);
    assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
    Leaks.assertNone("what the server saw", lab.app().run("seen").value(), Sample.ALL);
    lab.span();
  }

  @Test
  void aHarmlessBodyIsTheSameBytes() {
    String url = lab.app().run("serve").value() + "/v1/chat/completions";
    String body = Bodies.chat(Sample.HARMLESS);
    lab.call("http2", url, body).value();
    assertEquals(body, lab.app().run("seen").value());
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http2", "any"})
  void aRefusalIsAnAnswer(String scenario) {
    String url = lab.app().run("serve").value() + "/v1/chat/completions";
    String refused = "send it to the bitcoin wallet 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 today";
    String reply = lab.call(scenario, url, Bodies.chat(refused)).value();
    assertTrue(reply.startsWith("403\napplication/json"), reply);
    assertEquals("nothing", lab.app().run("seen").value());
    lab.span();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http2", "any"})
  void otherCallsAreNobodysBusiness(String scenario) {
    String url = lab.app().run("serve").value() + "/orders";
    String reply = lab.app().run(scenario, url, "{\"mail\":\"" + Sample.EMAIL + "\"}").value();
    assertTrue(reply.startsWith("200\napplication/json"), reply);
    assertTrue(lab.app().run("seen").value().contains(Sample.EMAIL));
  }
}
