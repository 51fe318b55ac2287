package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.testing.Midnight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits, models and safe requests, as an application and its vendor meet them. */
class LimitsIT {
  @BeforeEach
  void letADayBegin() {
    Midnight.passBy();
  }

  private static final Matrix OPENAI = Matrix.openAi().findFirst().orElseThrow();
  private static final Matrix OKHTTP = Matrix.okHttp().findFirst().orElseThrow();

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync"})
  void aLimitThatIsUsedUpIsTheSdksRateLimitExceptionAndNotRetried(String scenario) {
    Path policy = Policies.of("limits: {model: {allow: 2/d, per: [model, caller]}}");
    try (Lab lab = Lab.of(OPENAI, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer(), EchoModel.answer());
      lab.call(scenario, vendor.baseUrl(), Sample.HARMLESS).value();
      lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).value();
      String error = lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).error();
      assertTrue(error.contains("RateLimitException"), error);
      assertTrue(error.contains("limit model (2/d, per caller, per model) is used up"), error);
      assertEquals(2, vendor.requests().size());
      assertEquals("policy_denied", OtlpReceiver.attribute(lab.span(), "error.type"));
      lab.end();
    }
  }

  @Test
  void whatAnAnswerUsedCountsWhenItHasEnded() {
    Path policy = Policies.of("limits: {budget: {allow: 40 tokens/d, over: refuse}}");
    try (Lab lab = Lab.of(OKHTTP, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer(), EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      String body = Bodies.chat("hello");
      int passed = 0;
      String last = lab.call("post", url, body).value();
      while (last.startsWith("200\n") && passed < 20) {
        passed++;
        last = lab.call("post", url, body).value();
      }
      assertTrue(passed >= 1, last);
      assertTrue(last.startsWith("429\n"), last);
      assertTrue(last.contains("limits.budget"), last);
      assertEquals(passed, vendor.requests().size());
      lab.end();
    }
  }

  @Test
  void whatACallCostStandsInTheTrailAndALimitOfMoneyStopsTheNext() throws IOException {
    Path trail = Places.scratch("audit").resolve("audit.jsonl");
    Path policy =
        Policies.of(
            "audit: {file: '" + trail + "'}",
            "vendors: {prices: {unknown: {echo-1: {input: 1000, output: 2000.5}}}}",
            "limits: {budget: {allow: 0.03 USD/month, per: service}}");
    try (Lab lab = Lab.of(OPENAI, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      lab.call("chat", vendor.baseUrl(), Sample.HARMLESS).value();
      String error = lab.call("chat", vendor.baseUrl(), Sample.HARMLESS).error();
      assertTrue(error.contains("RateLimitException"), error);
      assertTrue(error.contains("limit budget (0.03 USD/month, per service) is used"), error);
      lab.end();
    }
    List<String> calls =
        Files.readAllLines(trail).stream().filter(line -> line.contains("\"exchange\"")).toList();
    assertEquals(2, calls.size(), calls.toString());
    // 11 tokens read and 7 written
    assertTrue(calls.get(0).contains(",\"cost_usd\":0.0250035,"), calls.get(0));
    assertFalse(calls.get(1).contains("cost"), calls.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync", "chatStream"})
  void aReplacedModelIsTheOneThatTheVendorGets(String scenario) {
    Path policy = Policies.of("models: {allow: ['*-eu'], replace: {echo-1: echo-1-eu}}");
    try (Lab lab = Lab.of(OPENAI, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      lab.call(scenario, vendor.baseUrl(), "of echo-1").value();
      String sent = vendor.only().text();
      assertTrue(sent.contains("\"model\":\"echo-1-eu\""), sent);
      assertTrue(sent.contains("of echo-1\""), sent);
      assertEquals("echo-1-eu", OtlpReceiver.attribute(lab.span(), "gen_ai.request.model"));
      lab.end();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync", "responses"})
  void aRequestThatLeavesAsksForNothingToBeKept(String scenario) {
    Path policy = Policies.of("hosts: {127.0.0.1: openai}", "requests: {store: deny}");
    try (Lab lab = Lab.of(OPENAI, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      lab.call(scenario, vendor.baseUrl(), Sample.HARMLESS).value();
      String sent = vendor.only().text();
      assertTrue(sent.endsWith(",\"store\":false}"), sent);
      lab.end();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chatAsync"})
  void headersLeaveAsPolicyOrders(String scenario) {
    Path policy =
        Policies.of(
            "requests: {headers: {remove: [X-Stainless-*], set: {OpenAI-Project: proj_shared}}}");
    try (Lab lab = Lab.of(OPENAI, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      lab.call(scenario, vendor.baseUrl(), Sample.HARMLESS).value();
      assertEquals("proj_shared", vendor.only().header("OpenAI-Project"));
      assertNull(vendor.only().header("X-Stainless-Lang"));
      lab.end();
    }
  }

  @Test
  void aToolThatTheVendorWouldRunIsRefused() {
    Path policy = Policies.of("requests: {server_tools: {allow: [file_search]}}");
    try (Lab lab = Lab.of(OKHTTP, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String body = "{\"model\":\"m\",\"input\":\"x\",\"tools\":[{\"type\":\"web_search\"}]}";
      String reply = lab.call("post", vendor.baseUrl() + "/responses", body).value();
      assertTrue(reply.startsWith("403\n"), reply);
      assertTrue(reply.contains("run the tool web_search. Rule: requests.server_tools"), reply);
      assertEquals(0, vendor.requests().size());
      lab.end();
    }
  }

  @Test
  void aDeniedModelIsTheSdksTypedException() {
    Path policy = Policies.of("models: {deny: ['echo-*']}");
    try (Lab lab = Lab.of(OPENAI, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String error = lab.call("chat", vendor.baseUrl(), Sample.HARMLESS).error();
      assertTrue(error.contains("PermissionDeniedException"), error);
      assertTrue(error.contains("does not allow the model echo-1. Rule: models.deny"), error);
      assertEquals(0, vendor.requests().size());
      lab.end();
    }
  }
}
