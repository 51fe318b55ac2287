package dev.cordon.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactCommandTest {
  private static final String CHAT =
      "{ \"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"mail %s"
          + " \\u00e9\"}]}\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  private int run(String in, String... args) {
    Commands commands = new Commands().in(in);
    int code = commands.run("redact", args);
    out.writeBytes(commands.out().getBytes(UTF_8));
    err.writeBytes(commands.err().getBytes(UTF_8));
    return code;
  }

  private String errors() {
    return err.toString(UTF_8);
  }

  private String policy(String... lines) throws Exception {
    String text = "version: 1\n" + String.join("\n", lines) + "\n";
    return Files.writeString(folder.resolve("cordon.yaml"), text).toString();
  }

  @Test
  void theBodyIsPrintedAsItWouldLeaveAndTheFindingsAreCounted() {
    assertEquals(0, run(String.format(CHAT, "ada@example.com"), "--format", "openai.chat"));
    String sent = out.toString(UTF_8);
    String token = sent.replaceAll("(?s).*mail (EMAIL_[0-9A-Z]{6,8}) .*", "$1");
    assertEquals(String.format(CHAT, token), sent, "every other byte as it was");
    assertEquals("email_address 1 tokenize\n", errors());
  }

  @Test
  void aBodyWithoutFindingsIsPrintedByteForByte() {
    byte[] body = String.format(CHAT, "nobody").getBytes(UTF_8);
    assertEquals(0, run(String.format(CHAT, "nobody"), "--format", "openai.chat", "-"));
    assertArrayEquals(body, out.toByteArray());
    assertEquals("", errors());
  }

  @Test
  void theRoundTripIsShown() throws Exception {
    String arguments = "{\\\"to\\\":\\\"ada@example.com\\\",\\\"cc\\\":\\\"Ada@Example.com\\\"}";
    assertEquals(0, run(String.format(CHAT, arguments), "--format", "openai.chat", "--restore"));
    assertTrue(errors().contains("every text comes back as it was"), errors());
  }

  @Test
  void whatThePolicyTakesForGoodIsNotExpectedBack() throws Exception {
    String policy = policy("redact: {email_address: mask}");
    String text = "ada@example.com and 4111 1111 1111 1111 and bob@example.com";
    assertEquals(
        0,
        run(String.format(CHAT, text), "--format", "openai.chat", "--policy", policy, "--restore"));
    assertTrue(errors().contains("but for 3 that the policy takes"), errors());
  }

  @Test
  void valuesAreNeverInTheSummary() {
    run(String.format(CHAT, "ada@example.com"), "--format", "openai.chat", "--restore");
    assertFalse(errors().contains("ada"), errors());
    assertFalse(out.toString(UTF_8).contains("ada"));
  }

  @Test
  void aRefusalIsShownWithItsReason() throws Exception {
    String policy = policy("redact: {email_address: block}");
    int code =
        run(String.format(CHAT, "ada@example.com"), "--format", "openai.chat", "--policy", policy);
    assertEquals(3, code);
    assertEquals("", out.toString(UTF_8));
    assertTrue(errors().contains("refused: "), errors());
    assertTrue(errors().contains("email_address"), errors());
  }

  @Test
  void rulesForAVendorCount() throws Exception {
    String policy = policy("vendors: {deny: [deepseek]}");
    String body = String.format(CHAT, "nobody");
    assertEquals(
        3, run(body, "--format", "openai.chat", "--policy", policy, "--vendor", "deepseek"));
    assertEquals(0, run(body, "--format", "openai.chat", "--policy", policy, "--vendor", "openai"));
    assertEquals(2, run(body, "--format", "openai.chat", "--vendor", "opnai"));
  }

  @Test
  void aFieldThatPolicyChangesForGoodIsNotExpectedBack() throws Exception {
    String body = String.format(CHAT, "TLP:RED a plan").replaceFirst("\\{", "{\"user\":\"kim\",");
    for (String rule :
        new String[] {
          "requests: {user: hash}", "requests: {user: remove}", "vendors: {accepts: [public]}"
        }) {
      String policy = policy(rule);
      assertEquals(0, run(body, "--format", "openai.chat", "--policy", policy, "--restore"));
      assertTrue(errors().contains("every text comes back"), errors());
    }
  }

  @Test
  void malformedInputIsSaidByItsPositionAlone() {
    assertEquals(3, run("{\"messages\":[ada@example.com]}", "--format", "openai.chat"));
    assertTrue(errors().contains("at byte 13"), errors());
    assertFalse(errors().contains("ada"), errors());
  }

  @Test
  void observingChangesNothingAndSaysSo() throws Exception {
    String body = String.format(CHAT, "ada@example.com");
    String policy = policy("mode: observe");
    assertEquals(0, run(body, "--format", "openai.chat", "--policy", policy, "--restore"));
    assertEquals(body, out.toString(UTF_8));
    assertTrue(errors().contains("email_address 1 tokenize"), errors());
    assertTrue(errors().contains("doesn't enforce"), errors());
  }

  @Test
  void anInvalidPolicyIsNamedByLine() throws Exception {
    assertEquals(2, run("{}", "--format", "openai.chat", "--policy", policy("mdoe: observe")));
    assertTrue(errors().contains("cordon.yaml:2:1: mdoe: unknown key"), errors());
  }

  @Test
  void anUnknownFormatListsTheKnownOnes() {
    assertEquals(2, run("{}", "--format", "openai.chta"));
    assertTrue(errors().contains("'openai.chta'; known are: "), errors());
    assertTrue(errors().contains("anthropic.messages"), errors());
    assertEquals(0, run("", "--format", "list"));
    assertTrue(out.toString(UTF_8).contains("\nanthropic.messages\n"), out.toString(UTF_8));
  }

  @Test
  void wrongUsageIsSaidAndHelpIsGiven() {
    assertEquals(2, run("{}"));
    assertEquals(2, run("{}", "--format"));
    assertEquals(2, run("{}", "--frobnicate", "x"));
    assertEquals(2, run("{}", "--format", "openai.chat", "a", "b"));
    assertEquals(1, run("{}", "--format", "openai.chat", folder.resolve("none").toString()));
    assertEquals(0, run("", "--help"));
    assertTrue(out.toString(UTF_8).startsWith("Usage: cordon redact"), out.toString(UTF_8));
  }
}
