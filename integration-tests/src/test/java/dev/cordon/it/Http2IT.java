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
 * Clients that have an HTTP/2 handler of their own on Netty, which nobody sees into: what is an AI
 * call does not leave.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#http2")
record Http2IT(Matrix cell) {
  private static Lab lab;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab = Lab.of(cell, app -> app.jvm("-Dio.netty.leakDetection.level=paranoid"));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
      String text = closing.app().err().text();
      assertFalse(text.contains("LEAK"), text);
    }
  }

  @Test
  void whatNobodySeesIntoIsRefused() {
    String url = lab.app().run("serve").value() + "/v1/chat/completions";
    for (int i = 1; i <= 2; i++) {
      String error = lab.call("http2", url, Bodies.chat(Sample.PERSONAL_PROMPT)).error();
      assertTrue(error.contains("Exception"), error);
      assertEquals("nothing", lab.app().run("seen").value());
      lab.span();
      lab.app().err().await("refused (on_unreadable)", i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http2", "any"})
  void otherCallsAreNobodysBusiness(String scenario) {
    String url = lab.app().run("serve").value() + "/orders";
    String reply = lab.app().run(scenario, url, "{\"mail\":\"" + Sample.EMAIL + "\"}").value();
    assertTrue(reply.startsWith("200\napplication/json"), reply);
    assertTrue(lab.app().run("seen").value().contains(Sample.EMAIL));
  }

  /** Where HTTP/1.1 asks for the upgrade, the first call is governed as one of HTTP/1.1. */
  @Test
  void nothingLeavesWhereHttp2IsOnlyOffered() {
    String url = lab.app().run("serve").value() + "/v1/chat/completions";
    lab.call("any", url, Bodies.chat(Sample.PERSONAL_PROMPT));
    Leaks.assertNone("what the server saw", lab.app().run("seen").value(), Sample.ALL);
    lab.span();
  }
}
