package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.instrumentation.testing.Http2Server;
import dev.cordon.it.harness.BedrockModel;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.SigV4;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bedrock's Converse through the AWS SDK 2. */
class AwsConverseIT {
  private static final Matrix NEWEST = Matrix.awsConverse().findFirst().orElseThrow();

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.cordon.it.Matrix#awsConverse")
  void conversationsLeaveRedactedBeforeTheyAreSignedAndComeBack(Matrix cell) throws Exception {
    boolean newest = cell.library().equals(NEWEST.library());
    try (Lab lab = new Lab(cell).listed()) {
      for (String transport :
          newest ? List.of("apache5", "apache", "url", "crt") : List.of("apache", "url")) {
        assertEquals(Sample.PERSONAL_PROMPT, said(lab, "converse", transport));
        assertEquals(Sample.PERSONAL_PROMPT, said(lab, "converseTool", transport));
      }
      for (String transport : List.of("netty", "crt")) {
        assertEquals(Sample.PERSONAL_PROMPT, said(lab, "converseAsync", transport));
        assertEquals(Sample.PERSONAL_PROMPT, said(lab, "converseStream", transport));
        String arguments = said(lab, "converseToolStream", transport);
        assertEquals(
            Sample.PERSONAL_PROMPT, new ObjectMapper().readTree(arguments).get("text").asText());
      }
      lab.end();
    }
  }

  private static String said(Lab lab, String scenario, String transport) {
    Conversation vendor = lab.conversation(BedrockModel.answer(3, 17));
    String reply = lab.call(scenario, vendor.url(), transport, Sample.PERSONAL_PROMPT).value();
    lab.assertNothingLeaked(vendor);
    assertTrue(vendor.only().text().contains("EMAIL_"), vendor.only().text());
    SigV4.assertSigned(vendor.only(), "test-secret");
    assertEquals("chat", OtlpReceiver.attribute(lab.span(), "gen_ai.operation.name"));
    return reply;
  }

  @Test
  void overHttp2ItIsTheSame() throws Exception {
    try (Lab lab = new Lab(NEWEST);
        Http2Server vendor =
            new Http2Server(
                "application/vnd.amazon.eventstream",
                body -> List.of(BedrockModel.events(body, 3)))) {
      assertEquals(
          Sample.PERSONAL_PROMPT,
          lab.call("converseStream", vendor.url("/v"), "netty-h2", Sample.PERSONAL_PROMPT).value());
      String request = vendor.requests().get(0);
      assertTrue(request.contains("HTTP/2"), request);
      assertTrue(request.contains("EMAIL_"), request);
      Leaks.assertNone("the request", request.getBytes(StandardCharsets.ISO_8859_1), Sample.ALL);
      assertEquals(1, vendor.requests().size());
      lab.end();
    }
  }

  @Test
  void aRefusalIsTheServicesException() {
    try (Lab lab =
        Lab.of(NEWEST, app -> app.policy(Policies.of("redact:", "  email_address: block")))) {
      Conversation vendor = lab.conversation(BedrockModel.answer(3, 17));
      for (String scenario : List.of("converse", "converseAsync", "converseStream")) {
        String transport = scenario.equals("converse") ? "apache5" : "netty";
        String reply = lab.call(scenario, vendor.url(), transport, Sample.EMAIL).value();
        assertTrue(
            reply.startsWith("AccessDeniedException 403 AccessDeniedException: Cordon refused"),
            reply);
        assertTrue(reply.contains("email_address"), reply);
        lab.span();
      }
      assertEquals(List.of(), vendor.requests());
      lab.end();
    }
  }

  @Test
  void whereCordonOnlyObservesEveryByteIsTheSame() {
    try (Lab lab = Lab.of(NEWEST, app -> app.policy(Policies.of("mode: observe")));
        Lab bare = Lab.of(NEWEST, app -> app.policy(Policies.of("mode: off")))) {
      for (String scenario : List.of("converse", "converseAsync", "converseStream")) {
        String transport = scenario.equals("converse") ? "url" : "netty";
        Received seen = sent(lab, scenario, transport);
        assertArrayEquals(sent(bare, scenario, transport).body(), seen.body());
        assertTrue(seen.text().contains(Sample.EMAIL), seen.text());
        SigV4.assertSigned(seen, "test-secret");
      }
    }
  }

  private static Received sent(Lab lab, String scenario, String transport) {
    Conversation vendor = lab.conversation(BedrockModel.answer(3, 17));
    assertEquals(
        Sample.EMAIL, lab.app().run(scenario, vendor.url(), transport, Sample.EMAIL).value());
    return vendor.only();
  }
}
