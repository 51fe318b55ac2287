package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.BedrockModel;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for the application's classes, in real clients, on whatever thread they send. */
class CallersIT {
  private static final Matrix OPENAI = Matrix.openAi().findFirst().orElseThrow();
  private static final Matrix OKHTTP = Matrix.okHttp().findFirst().orElseThrow();
  private static final Matrix JAVA_HTTP = Matrix.javaHttp().findFirst().orElseThrow();
  private static final Matrix ANTHROPIC = Matrix.anthropic().findFirst().orElseThrow();
  private static final Matrix AWS = Matrix.awsConverse().findFirst().orElseThrow();
  private static final Matrix AZURE = Matrix.azureOpenAi();
  private static final Matrix KTOR =
      Matrix.nonBlocking()
          .filter(cell -> cell.program().equals("ktor-cio"))
          .findFirst()
          .orElseThrow();
  private static final String APPROVED = "{classes: [com.example.app.**], labels: [internal]}";
  private static final String OTHERS = "{classes: [com.example.other.**]}";

  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of(OPENAI, "chat"),
        Arguments.of(OPENAI, "chatAsync"),
        Arguments.of(OPENAI, "chatStreamAsync"),
        Arguments.of(OKHTTP, "post"),
        Arguments.of(OKHTTP, "enqueue"),
        Arguments.of(JAVA_HTTP, "ofString"),
        Arguments.of(JAVA_HTTP, "sendAsync"),
        Arguments.of(KTOR, "post"),
        Arguments.of(ANTHROPIC, "messageStreamAsync"),
        Arguments.of(AWS, "converseStream"),
        Arguments.of(AZURE, "chat"),
        Arguments.of(AZURE, "stream"));
  }

  private static Conversation vendor(Lab lab, Matrix cell) {
    boolean bedrock = cell.equals(ANTHROPIC) || cell.equals(AWS);
    return lab.conversation(bedrock ? BedrockModel.answer(9, 1 << 20) : EchoModel.answer());
  }

  private static App.Reply call(Lab lab, Matrix cell, String scenario, Conversation vendor) {
    if (cell.equals(ANTHROPIC) || cell.equals(AWS)) {
      String below = cell.equals(AWS) ? "netty" : "bedrock";
      return lab.call(scenario, vendor.url(), below, Sample.HARMLESS);
    }
    if (cell.equals(AZURE)) {
      return lab.call(scenario, vendor.url(), Sample.HARMLESS);
    }
    return cell.equals(OPENAI)
        ? lab.call(scenario, vendor.baseUrl(), Sample.HARMLESS)
        : lab.call(scenario, vendor.baseUrl() + "/chat/completions", Bodies.chat(Sample.HARMLESS));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anApprovalListLetsTheClassPassThatCallsTheSdk(Matrix cell, String scenario)
      throws Exception {
    Path trail = Places.scratch("callers").resolve("audit.jsonl");
    Path policy =
        Policies.of(
            "audit: {file: " + trail + "}",
            "callers: {default: deny, rules: {approved: " + APPROVED + "}}");
    try (Lab lab = Lab.of(cell, app -> app.policy(policy))) {
      Conversation vendor = vendor(lab, cell);
      call(lab, cell, scenario, vendor).value();
      assertEquals(1, vendor.requests().size());
      assertEquals("approved", OtlpReceiver.attribute(lab.span(), "cordon.caller.rule"));
      String caller = OtlpReceiver.attribute(lab.span(), "cordon.caller");
      assertTrue(caller.startsWith("com.example.app."), caller);
      lab.end();
    }
    String record = Files.readString(trail);
    assertTrue(record.contains("\"caller_rule\":\"approved\",\"labels\":[\"internal\"]"), record);
    assertTrue(record.contains("\"caller\":\"com.example.app."), record);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anApprovalListRefusesEverybodyElse(Matrix cell, String scenario) {
    Path policy =
        Policies.of("callers: {default: deny, rules: {approved: " + OTHERS + "}}", "contact: us");
    try (Lab lab = Lab.of(cell, app -> app.policy(policy))) {
      Conversation vendor = vendor(lab, cell);
      App.Reply reply = call(lab, cell, scenario, vendor);
      boolean throwing = cell.equals(OPENAI) || cell.equals(ANTHROPIC) || cell.equals(AZURE);
      String text = throwing ? reply.error() : reply.value();
      assertTrue(text.contains("callers.default"), text);
      assertTrue(text.contains("com.example.app."), text);
      assertTrue(text.contains("contact: us."), text);
      assertEquals(0, vendor.requests().size());
      lab.end();
    }
  }

  @Test
  void aCallersActionsHoldForItsCalls() {
    Path policy =
        Policies.of(
            "redact: {email_address: allow}",
            "callers: {rules: {app: {classes: [com.example.app.*], redact: {default: mask}}}}",
            "vendors: {rules: {self_hosted: {redact: {email_address: allow}}}}");
    try (Lab lab = Lab.of(OPENAI, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      lab.call("chat", vendor.baseUrl(), Sample.EMAIL).value();
      assertTrue(vendor.only().text().contains(Sample.EMAIL), "no rule names e-mail addresses");
      lab.end();
    }
    Path strict =
        Policies.of(
            "redact: {email_address: allow}",
            "callers: {rules: {app: {classes: [com.example.app.*],"
                + " redact: {email_address: mask}}}}");
    try (Lab lab = Lab.of(OPENAI, app -> app.policy(strict))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      lab.call("chat", vendor.baseUrl(), Sample.EMAIL).value();
      assertFalse(vendor.only().text().contains(Sample.EMAIL), vendor.only().text());
      lab.end();
    }
  }
}
