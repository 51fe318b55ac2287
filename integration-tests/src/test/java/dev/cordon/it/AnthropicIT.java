package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.BedrockModel;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.SigV4;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** anthropic-java, at its own vendor and on Bedrock, where it signs its requests itself. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#anthropic")
record AnthropicIT(Matrix cell) {
  private static final List<String> WAYS =
      List.of("message", "messageAsync", "messageStream", "messageStreamAsync");

  private static Lab lab;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab = Lab.of(cell, app -> app.policy(Policies.of("redact:", "  payment_card: block"))).listed();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  @Test
  void onBedrockPersonalDataLeavesAsTokensUnderAFittingSignatureAndComesBack() {
    for (String way : WAYS) {
      for (int piece : new int[] {1 << 20, 13}) {
        Conversation vendor = lab.conversation(BedrockModel.answer(5, piece));
        assertEquals(
            Sample.PERSONAL_PROMPT,
            lab.call(way, vendor.url(), "bedrock", Sample.PERSONAL_PROMPT).value(),
            way);
        assertRedactedAndSigned(vendor);
        assertNull(OtlpReceiver.attribute(lab.span(), "error.type"));
      }
    }
  }

  @Test
  void atItsVendorPersonalDataLeavesAsTokensAndComesBack() {
    for (String way : List.of("message", "messageAsync")) {
      Conversation vendor = lab.conversation(BedrockModel.answer(5, 1 << 20));
      assertEquals(
          Sample.PERSONAL_PROMPT,
          lab.call(way, vendor.url(), "direct", Sample.PERSONAL_PROMPT).value(),
          way);
      lab.assertNothingLeaked(vendor);
      assertEquals("chat", OtlpReceiver.attribute(lab.span(), "gen_ai.operation.name"));
    }
  }

  @Test
  void retriesAreOneCallEachSignedAnew() {
    Answer broken = Answer.json(500, "{\"message\":\"broken\"}", Map.of("Retry-After-Ms", "1"));
    for (String way : List.of("message", "messageStreamAsync")) {
      Conversation vendor = lab.conversation(broken, BedrockModel.answer(5, 1 << 20));
      assertEquals(
          Sample.PERSONAL_PROMPT,
          lab.call(way, vendor.url(), "bedrock", Sample.PERSONAL_PROMPT).value(),
          way);
      assertEquals(2, vendor.requests().size());
      assertRedactedAndSigned(vendor);
      assertNull(OtlpReceiver.attribute(lab.span(), "error.type"));
    }
  }

  @Test
  void aHeaderIsRedactedBeforeItIsSigned() {
    Conversation vendor = lab.conversation(BedrockModel.answer(5, 1 << 20));
    assertEquals("hi", lab.call("header", vendor.url(), "bedrock", Sample.EMAIL).value());
    lab.assertNothingLeaked(vendor);
    SigV4.assertSigned(vendor.only(), "test-secret");
    lab.span();
  }

  @Test
  void aRefusalIsTheSdksExceptionAndNothingLeaves() {
    Conversation vendor = lab.conversation(BedrockModel.answer(5, 1 << 20));
    for (String way : WAYS) {
      String error = lab.call(way, vendor.url(), "bedrock", "card " + Sample.CARD).error();
      assertTrue(error.contains("PermissionDeniedException"), error);
      assertTrue(error.contains("payment_card"), error);
      lab.span();
    }
    assertEquals(List.of(), vendor.requests());
    lab.assertNothingReported();
  }

  private static void assertRedactedAndSigned(Conversation vendor) {
    lab.assertNothingLeaked(vendor);
    for (Received request : vendor.requests()) {
      assertTrue(request.text().contains("EMAIL_"), request.text());
      assertTrue(request.target().contains("/model/"), request.target());
      SigV4.assertSigned(request, "test-secret");
    }
  }
}
