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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bedrock through the AWS SDK 2 on each of its HTTP clients. What arrives is redacted and signed:
 * the signature fits the bytes that came, so they were redacted before.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#awsSdk")
record AwsSdkIT(Matrix cell) {
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

  @Test
  void personalDataLeavesAsTokensUnderAFittingSignatureAndComesBack() {
    for (String transport : transports()) {
      governed("invoke", transport);
    }
    for (String transport : asyncTransports()) {
      governed("invokeAsync", transport);
      governed("invokeStream", transport);
    }
  }

  private void governed(String scenario, String transport) {
    for (int piece : new int[] {1 << 20, 13}) {
      Conversation vendor = lab.conversation(BedrockModel.answer(5, piece));
      String reply =
          lab.call(scenario, vendor.url(), transport, body(Sample.PERSONAL_PROMPT)).value();
      assertEquals(Sample.PERSONAL_PROMPT, text(reply), scenario + " on " + transport);
      assertRedactedAndSigned(vendor);
    }
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
  void retriesAreOneCallEachSignedAnew() {
    Answer broken =
        Answer.json(500, "{\"message\":\"broken\"}", Map.of("x-amzn-ErrorType", "Internal"));
    Conversation vendor = lab.conversation(broken, broken, BedrockModel.answer(5, 1 << 20));
    for (String transport : transports().subList(0, 1)) {
      String reply =
          lab.call("invoke", vendor.url(), transport, body(Sample.PERSONAL_PROMPT)).value();
      assertEquals(Sample.PERSONAL_PROMPT, text(reply));
    }
    assertEquals(3, vendor.requests().size());
    assertRedactedAndSigned(vendor);
    Conversation again = lab.conversation(broken, BedrockModel.answer(5, 1 << 20));
    String reply =
        lab.call("invokeStream", again.url(), "netty", body(Sample.PERSONAL_PROMPT)).value();
    assertEquals(Sample.PERSONAL_PROMPT, text(reply));
    assertEquals(2, again.requests().size());
    assertRedactedAndSigned(again);
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
        lab.call("invoke", vendor.url(), "url", body(Sample.PERSONAL_PROMPT)).value());
    assertRedactedAndSigned(vendor);
    assertEquals(
        "ValidationException 400 ValidationException: bad: " + Sample.PERSONAL_PROMPT,
        lab.call("invokeAsync", vendor.url(), "netty", body(Sample.PERSONAL_PROMPT)).value());
    assertRedactedAndSigned(vendor);
  }

  @Test
  void aHeaderOfTheCallsConfigurationIsRedactedBeforeItIsSigned() {
    Conversation vendor = lab.conversation(BedrockModel.answer(5, 1 << 20));
    for (String transport : transports()) {
      lab.call("header", vendor.url(), transport, Sample.EMAIL).value();
    }
    lab.assertNothingLeaked(vendor);
    vendor.requests().forEach(request -> SigV4.assertSigned(request, "test-secret"));
    lab.span();
  }

  @Test
  void aHarmlessBodyIsTheSameBytes() {
    Conversation vendor = lab.conversation(BedrockModel.answer(5, 1 << 20));
    String body = "{ \"messages\" : [ {\"role\":\"user\",\"content\":\"hi\"} ], \"x\" : 1.50 }";
    lab.call("invoke", vendor.url(), "url", body).value();
    lab.call("invokeAsync", vendor.url(), "netty", body).value();
    for (Received request : vendor.requests()) {
      assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), request.body());
      SigV4.assertSigned(request, "test-secret");
    }
    lab.span();
  }

  @Test
  void otherServicesAreNobodysBusiness() {
    Conversation table = lab.conversation(Answer.json(200, "{}"));
    for (String transport : transports()) {
      assertEquals("put", lab.app().run("put", table.url(), transport, Sample.EMAIL).value());
    }
    for (Received request : table.requests()) {
      assertTrue(request.text().contains(Sample.EMAIL), request.text());
      SigV4.assertSigned(request, "test-secret");
    }
  }

  private List<String> transports() {
    return cell.library().endsWith("2.59.1")
        ? List.of("apache5", "apache", "url", "crt")
        : List.of("apache", "url");
  }

  private List<String> asyncTransports() {
    return cell.library().endsWith("2.20.157") ? List.of("netty") : List.of("netty", "crt");
  }

  private static String body(String prompt) {
    return "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,\"messages\":"
        + "[{\"role\":\"user\",\"content\":\""
        + prompt
        + "\"}]}";
  }

  /** The text of a plain answer, or of a stream's chunks. */
  private static String text(String reply) {
    return Stream.of(reply.split("\n"))
        .map(
            line -> {
              try {
                return new ObjectMapper().readTree(line);
              } catch (java.io.IOException e) {
                throw new AssertionError(reply, e);
              }
            })
        .map(event -> event.at("/content/0/text").asText() + event.at("/delta/text").asText())
        .collect(Collectors.joining());
  }
}
