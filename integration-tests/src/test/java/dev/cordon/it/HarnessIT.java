package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without the agent everything leaves and the tests' eyes see it: they could fail. */
class HarnessIT {
  @Test
  void withoutTheAgentEveryValueLeaves() {
    Matrix cell = Matrix.openAi().findFirst().orElseThrow();
    try (ScriptedServer server = new ScriptedServer();
        App app = cell.app().withoutAgent().start()) {
      for (String scenario : List.of("chat", "chatStream", "responses", "responsesStream")) {
        Conversation vendor = server.conversation(EchoModel.answer());
        assertEquals(Sample.PROMPT, app.run(scenario, vendor.baseUrl(), Sample.PROMPT).value());
        for (String value : Sample.ALL) {
          assertThrows(
              AssertionError.class, () -> Leaks.assertNone(vendor.only(), List.of(value)), value);
        }
      }
      assertEquals(0, app.stop());
      assertEquals("", app.err().text());
    }
  }

  @Test
  void theJdksClientSpeaksToTheServer() {
    Matrix cell = Matrix.javaHttp().findFirst().orElseThrow();
    try (ScriptedServer server = new ScriptedServer();
        App app = cell.app().withoutAgent().start()) {
      Conversation vendor = server.conversation(EchoModel.answer(3, 17));
      String reply =
          app.run(
                  "ofLines",
                  vendor.baseUrl() + "/chat/completions",
                  Bodies.stream(Sample.PERSONAL_PROMPT))
              .value();
      assertEquals(Sample.PERSONAL_PROMPT, Sse.chatContent(reply));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc"})
  void aValueIsFoundInEveryEncoding(String before) {
    String text = before + Sample.IBAN + " after";
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    List<byte[]> disguises =
        List.of(
            utf8,
            Base64.getEncoder().encode(utf8),
            URLEncoder.encode(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8),
            text.replace(" ", "").getBytes(StandardCharsets.UTF_8),
            text.getBytes(StandardCharsets.UTF_16BE));
    for (byte[] disguise : disguises) {
      assertThrows(
          AssertionError.class, () -> Leaks.assertNone("test", disguise, List.of(Sample.IBAN)));
    }
    assertTrue(Sample.ALL.contains(Sample.IBAN));
  }
}
