package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy can say, seen from outside. */
class PolicyIT {
  private static final Matrix OPENAI = Matrix.openAi().findFirst().orElseThrow();
  private static final Matrix OKHTTP = Matrix.okHttp().findFirst().orElseThrow();
  private static final String BODY = Bodies.chat(Sample.PERSONAL_PROMPT);

  @Test
  void observeChangesNoByteAndReportsWhatWouldHaveBeen() {
    try (Lab lab = lab(OKHTTP, "mode: observe")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply = lab.call("post", chatUrl(vendor), BODY).value();
      assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
      assertArrayEquals(BODY.getBytes(StandardCharsets.UTF_8), vendor.only().body());
      lab.app().err().await("email_address");
      lab.end();
    }
  }

  @Test
  void offDoesNothing() {
    try (Lab lab = lab(OKHTTP, "mode: off")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      lab.app().run("post", chatUrl(vendor), BODY).value();
      assertArrayEquals(BODY.getBytes(StandardCharsets.UTF_8), vendor.only().body());
      lab.end();
      assertEquals(List.of(), lab.receiver().spans());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync", "chatStream"})
  void aDeniedVendorIsTheSdksTypedExceptionAndNotRetried(String scenario) {
    try (Lab lab = lab(OPENAI, "hosts:", "  127.0.0.1: openai", "vendors:", "  deny: [openai]")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String error = lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).error();
      assertTrue(error.contains("PermissionDeniedException"), error);
      assertTrue(error.contains("vendors.deny"), error);
      assertEquals(0, vendor.requests().size());
      assertEquals("policy_denied", OtlpReceiver.attribute(lab.span(), "error.type"));
      lab.end();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync"})
  void aFileThatSaysStopStopsTheCallsOfARunningApplication(String scenario) {
    Path file = Policies.of("contact: ext. 42");
    try (Lab lab = Lab.of(OPENAI, app -> app.policy(file))) {
      Conversation before = lab.conversation(EchoModel.answer());
      lab.call(scenario, before.baseUrl(), Sample.HARMLESS).value();
      assertEquals(1, before.requests().size());

      Policies.write(
          file, "version: 1\nmode: stop\nstop_message: A key has leaked\ncontact: ext. 42\n");
      lab.app().err().await("mode enforce -> stop");
      Conversation vendor = lab.conversation(EchoModel.answer());
      String error = lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).error();
      assertTrue(error.contains("PermissionDeniedException"), error);
      assertTrue(error.contains("Cordon refused this AI call"), error);
      assertTrue(error.contains("A key has leaked. Rule: mode; record: "), error);
      String record = OtlpReceiver.attribute(lab.span(), "cordon.exchange.id");
      assertTrue(error.contains(record + "; contact: ext. 42."), error);
      assertEquals("stop", OtlpReceiver.attribute(lab.span(), "cordon.mode"));
      assertEquals(0, vendor.requests().size());

      Policies.write(file, "version: 1\ncontact: ext. 42\n");
      lab.app().err().await("mode stop -> enforce");
      Conversation after = lab.conversation(EchoModel.answer());
      lab.call(scenario, after.baseUrl(), Sample.HARMLESS).value();
      assertEquals(1, after.requests().size());
      lab.end();
    }
  }

  @Test
  void aBlockedTypeRefusesTheCall() {
    try (Lab lab = lab(OKHTTP, "redact:", "  email_address: block")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply = lab.call("post", chatUrl(vendor), BODY).value();
      assertTrue(reply.startsWith("403\napplication/json"), reply);
      assertTrue(reply.contains("email_address"), reply);
      assertEquals(0, vendor.requests().size());
      assertTrue(
          lab.call("post", chatUrl(vendor), Bodies.chat(Sample.HARMLESS))
              .value()
              .startsWith("200"));
      lab.end();
    }
  }

  @Test
  void anAllowedTypeIsLeftAlone() {
    try (Lab lab = lab(OKHTTP, "redact:", "  email_address: allow")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String body = Bodies.chat("Write to " + Sample.EMAIL);
      lab.call("post", chatUrl(vendor), body).value();
      assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), vendor.only().body());
      lab.span();
    }
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    try (Lab lab = lab(OKHTTP, "max_body_bytes: 64KiB")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String below = lab.call("large", chatUrl(vendor), "60000", Sample.EMAIL).value();
      assertTrue(below.startsWith("200\n"), below.substring(0, 200));
      String above = lab.call("large", chatUrl(vendor), "70000", Sample.EMAIL).value();
      assertTrue(above.startsWith("403\n"), above);
      assertTrue(above.contains("max_body_bytes"), above);
      assertEquals(1, vendor.requests().size());
      lab.assertNothingLeaked(vendor);
      lab.end();
    }
  }

  @Test
  void aBodyOverTheLimitMayBeAllowed() {
    try (Lab lab = lab(OKHTTP, "max_body_bytes: 64KiB", "on_oversize: allow")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply = lab.call("large", chatUrl(vendor), "70000", Sample.EMAIL).value();
      assertTrue(reply.startsWith("200\n"), reply.substring(0, 200));
      assertTrue(vendor.only().text().endsWith(Sample.EMAIL + "\"}]}"), "nothing is lost");
      lab.end();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"nora.lind@example.com",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"nora.lind@example.com\"}]} trailing",
        "{\"messages\":[{'role':'user','content':'nora.lind@example.com'}]}",
        "{\"messages\":[{\"content\":\"nora.lind@example.com \\ud800 \\x\"}]}"
      })
  void malformedJsonOnItsWayToAVendorIsRefused(String body) {
    try (Lab lab = lab(OKHTTP, "hosts:", "  127.0.0.1: openai")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply = lab.call("post", chatUrl(vendor), body).value();
      assertTrue(reply.startsWith("403\n"), reply);
      assertTrue(reply.contains("on_malformed"), reply);
      assertEquals(0, vendor.requests().size());
      lab.end();
    }
  }

  @Test
  void textThatIsSentAsJsonAndIsNoneIsRefused() {
    try (Lab lab = lab(OKHTTP, "hosts:", "  127.0.0.1: openai")) {
      Conversation vendor = lab.conversation(Answer.error(400, "that is no JSON"));
      String reply = lab.call("post", chatUrl(vendor), "no JSON at all: " + Sample.EMAIL).value();
      assertTrue(reply.startsWith("403\n"), reply);
      assertTrue(reply.contains("on_malformed"), reply);
      assertEquals(0, vendor.requests().size());
      lab.assertNothingReported();
      lab.end();
    }
  }

  @Test
  void malformedJsonMayBeAllowed() {
    try (Lab lab = lab(OKHTTP, "on_malformed: allow", "hosts:", "  127.0.0.1: openai")) {
      Conversation vendor = lab.conversation(Answer.error(400, "that is no JSON"));
      String body = "{\"model\":\"m\",\"messages\":[";
      String reply = lab.call("post", chatUrl(vendor), body).value();
      assertTrue(reply.startsWith("400\n"), reply);
      assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), vendor.only().body());
      lab.end();
    }
  }

  @Test
  void aDuplexBodyMayBeAllowed() {
    try (Lab lab = lab(OKHTTP, "on_unreadable: allow")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply = lab.call("duplex", chatUrl(vendor), BODY).error();
      // OkHttp sends duplex bodies over HTTP/2 alone; that refusal is its own, as without the
      // agent.
      assertFalse(reply.contains("cordon"), reply);
    }
  }

  private static Lab lab(Matrix cell, String... policy) {
    Path file = Policies.of(policy);
    return Lab.of(cell, app -> app.policy(file));
  }

  private static String chatUrl(Conversation vendor) {
    return vendor.baseUrl() + "/chat/completions";
  }
}
