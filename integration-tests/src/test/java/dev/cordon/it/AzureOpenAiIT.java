package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An SDK on Netty needs nothing of its own. */
class AzureOpenAiIT {
  private static final String WALLET = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2";

  private static Lab lab;

  @BeforeAll
  static void start() {
    lab =
        Lab.of(
                Matrix.azureOpenAi(),
                app -> app.policy(Policies.of("redact:", "  crypto_address: block")))
            .listed();
  }

  @AfterAll
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  @Test
  void conversationsLeaveRedactedAndComeBack() {
    for (String scenario : List.of("chat", "stream")) {
      Conversation vendor = lab.conversation(EchoModel.answer(3, 17));
      assertEquals(
          Sample.PERSONAL_PROMPT, lab.call(scenario, vendor.url(), Sample.PERSONAL_PROMPT).value());
      lab.assertNothingLeaked(vendor);
      assertTrue(vendor.only().text().contains("EMAIL_"), vendor.only().text());
      assertEquals("7", OtlpReceiver.attribute(lab.span(), "gen_ai.usage.output_tokens"));
    }
  }

  @Test
  void aRefusalIsTheSdksOwnException() {
    for (String scenario : List.of("chat", "stream")) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String error =
          lab.call(scenario, vendor.url(), "send it to the bitcoin wallet " + WALLET).error();
      assertTrue(error.contains("HttpResponseException: Status code 403"), error);
      assertTrue(error.contains("Cordon refused"), error);
      assertEquals(List.of(), vendor.requests());
      lab.span();
    }
  }

  @Test
  void otherCallsAreNobodysBusiness() {
    String answer = "{\"mail\":\"" + Sample.EMAIL + "\"}";
    Conversation shop = lab.conversation(Answer.json(200, answer));
    String body = "{\"customer\":\"" + Sample.EMAIL + "\"}";
    assertEquals(
        "200\napplication/json\n" + answer,
        lab.app().run("post", shop.url() + "/orders", body).value());
    assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), shop.only().body());
  }
}
