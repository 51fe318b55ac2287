package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.BedrockModel;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.SigV4;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bedrock through the AWS SDK 1. What arrives was redacted before it was signed. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#awsSdk1")
record AwsSdk1IT(Matrix cell) {
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
  @ValueSource(strings = {"invoke", "invokeWithTimer", "invokeAsync"})
  void personalDataLeavesAsTokensUnderAFittingSignatureAndComesBack(String scenario)
      throws Exception {
    Conversation vendor = lab.conversation(BedrockModel.answer(5, 13));
    String reply = lab.call(scenario, vendor.url(), body(Sample.PERSONAL_PROMPT)).value();
    assertEquals(Sample.PERSONAL_PROMPT, text(reply));
    assertRedactedAndSigned(vendor);
  }

  private static void assertRedactedAndSigned(Conversation vendor) {
    lab.assertNothingLeaked(vendor);
    for (Received request : vendor.requests()) {
      assertTrue(request.text().contains("EMAIL_"), request.text());
      SigV4.assertSigned(request, "test-secret");
    }
    assertEquals("aws.bedrock", OtlpReceiver.attribute(lab.span(), "gen_ai.provider.name"));
  }

  @Test
  void retriesAreOneCallEachSignedAnew() throws Exception {
    Answer broken =
        Answer.json(500, "{\"message\":\"broken\"}", Map.of("x-amzn-ErrorType", "Internal"));
    Conversation vendor = lab.conversation(broken, broken, BedrockModel.answer(5, 1 << 20));
    String reply = lab.call("invoke", vendor.url(), body(Sample.PERSONAL_PROMPT)).value();
    assertEquals(Sample.PERSONAL_PROMPT, text(reply));
    assertEquals(3, vendor.requests().size());
    assertRedactedAndSigned(vendor);
  }

  @Test
  void anErrorThatRepeatsTheRequestIsRestored() {
    Answer error =
        (request, wire) ->
            Answer.json(
                    400,
                    "{\"message\":\"bad: "
                        + request.json().at("/messages/0/content").asText()
                        + "\"}",
                    Map.of("x-amzn-ErrorType", "ValidationException"))
                .give(request, wire);
    Conversation vendor = lab.conversation(error);
    assertEquals(
        "ValidationException 400 ValidationException: bad: " + Sample.PERSONAL_PROMPT,
        lab.call("invoke", vendor.url(), body(Sample.PERSONAL_PROMPT)).value());
    assertRedactedAndSigned(vendor);
  }

  @Test
  void whatTheCallsConfigurationAddsIsRedactedBeforeItIsSigned() {
    Conversation vendor = lab.conversation(BedrockModel.answer(5, 1 << 20));
    lab.call("header", vendor.url(), Sample.EMAIL).value();
    lab.assertNothingLeaked(vendor);
    vendor.requests().forEach(request -> SigV4.assertSigned(request, "test-secret"));
    lab.span();
  }

  @Test
  void aRefusalIsTheServicesException() {
    try (Lab strict =
        Lab.of(cell, app -> app.policy(Policies.of("redact:", "  email_address: block")))) {
      Conversation vendor = strict.conversation(BedrockModel.answer(5, 1 << 20));
      String reply = strict.call("invoke", vendor.url(), body(Sample.EMAIL)).value();
      assertTrue(
          reply.startsWith("AccessDeniedException 403 AccessDeniedException: Cordon refused"),
          reply);
      assertTrue(reply.contains("email_address"), reply);
      assertEquals(List.of(), vendor.requests());
      strict.span();
      strict.end();
    }
  }

  @Test
  void aHarmlessBodyIsTheSameBytes() {
    Conversation vendor = lab.conversation(BedrockModel.answer(5, 1 << 20));
    String body = "{ \"messages\" : [ {\"role\":\"user\",\"content\":\"hi\"} ], \"x\" : 1.50 }";
    lab.call("invoke", vendor.url(), body).value();
    for (Received request : vendor.requests()) {
      assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), request.body());
      SigV4.assertSigned(request, "test-secret");
    }
    lab.span();
  }

  @Test
  void otherServicesAreNobodysBusiness() {
    Conversation table = lab.conversation(Answer.json(200, "{}"));
    assertEquals("put", lab.app().run("put", table.url(), Sample.EMAIL).value());
    for (Received request : table.requests()) {
      assertTrue(request.text().contains(Sample.EMAIL), request.text());
      SigV4.assertSigned(request, "test-secret");
    }
  }

  private static String body(String prompt) {
    return "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,\"messages\":"
        + "[{\"role\":\"user\",\"content\":\""
        + prompt
        + "\"}]}";
  }

  private static String text(String reply) throws java.io.IOException {
    return new ObjectMapper().readTree(reply).at("/content/0/text").asText();
  }
}
