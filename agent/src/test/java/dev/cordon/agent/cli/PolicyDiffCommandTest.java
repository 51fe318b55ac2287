package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDiffCommandTest {
  private final Commands commands = new Commands();
  private final List<String> records = new ArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void theFirstPolicyIsTheBuiltInOne() throws IOException {
    policy("a.yaml");
  }

  @Test
  void refusalsAreCountedByRuleVendorAndCaller() throws IOException {
    call("vendor", "deepseek", "caller", "com.example.Reports.run");
    call("vendor", "deepseek", "caller", "com.example.Reports.run");
    call("vendor", "openai", "model", "gpt-4o");
    policy("b.yaml", "vendors: {deny: [deepseek]}");
    assertEquals(0, diff());
    assertTrue(out().contains("3 calls, 2026-11-01T10:00:00Z to 2026-11-01T10:00:02Z"), out());
    assertTrue(out().contains("2 calls would have been refused by B and not by A:"), out());
    assertTrue(out().contains("       2  vendors.deny  deepseek  com.example.Reports.run"), out());
    assertTrue(out().contains("Nothing changes for 1 call."), out());
    assertEquals(1, diff("--exit-code"));
    assertEquals(0, commands.run("policy diff --exit-code", args("b.yaml", "a.yaml")));
    assertTrue(out().contains("2 calls would have been refused by A and not by B:"), out());
  }

  @Test
  void dataModelsAndHostsOutsideTheCatalogueCountToo() throws IOException {
    call("vendor", "openai", "model", "gpt-4o", "+email_address", "personal");
    call("vendor", "openai", "model", "gpt-4", "+iban", "payment");
    call("format", "openai.chat", "model", "gpt-4o-mini");
    call("vendor", "anthropic", "+nightingale", "custom");
    policy(
        "b.yaml",
        "redact: {email_address: mask, iban: block}",
        "models: {replace: {gpt-4o-mini: gpt-4o}}",
        "custom_types: {nightingale: {keywords: [Nightingale]}}");
    assertEquals(0, diff());
    assertTrue(out().contains("redact.iban  openai"), out());
    assertTrue(out().contains("email_address: tokenize -> mask  openai"), out());
    assertTrue(out().contains("gpt-4o-mini -> gpt-4o  unknown (openai)"), out());
    policy("b.yaml", "vendors: {deny: [unknown]}");
    assertEquals(0, diff());
    assertTrue(out().contains("1  vendors.deny  unknown (openai)"), out());
  }

  @Test
  void callersAreFoundByWhatTheRecordTells() throws IOException {
    call("vendor", "openai", "caller", "com.example.hr.Letters.write", "operation", "chat");
    call("vendor", "openai", "caller", "com.example.hr.Letters.write", "operation", "embeddings");
    call("vendor", "openai", "caller", "com.example.Web.get", "operation", "chat");
    call("vendor", "openai", "operation", "chat");
    policy(
        "b.yaml",
        "callers:",
        "  default: deny",
        "  rules: {hr: {classes: [com.example.hr.**], operations: {deny: [embeddings]}}}");
    assertEquals(0, diff());
    assertTrue(out().contains("3 calls would have been refused by B"), out());
    assertTrue(out().contains("callers.rules.hr.operations.deny"), out());
    assertTrue(out().contains("callers.default  openai  com.example.Web.get"), out());
    assertTrue(out().contains("are not in 1 call."), out());
  }

  @Test
  void operationsAndPlacesAreReplayed() throws IOException {
    call("vendor", "openai", "host", "api.openai.com", "operation", "batch");
    call("vendor", "openai", "host", "eu.api.openai.com", "operation", "chat");
    call("vendor", "openai", "host", "api.openai.com", "operation", "chat");
    call("vendor", "ollama", "host", "127.0.0.1", "operation", "chat");
    call("host", "llm.example.com", "operation", "chat");
    call(
        "vendor",
        "aws.bedrock",
        "host",
        "bedrock-runtime.eu-west-1.amazonaws.com",
        "model",
        "global.anthropic.claude",
        "operation",
        "chat");
    policy("b.yaml", "requests: {operations: {deny: [batch]}}");
    assertEquals(0, diff());
    assertTrue(out().contains("1 call would have been refused by B"), out());
    assertTrue(out().contains("requests.operations.deny  openai"), out());
    policy(
        "b.yaml", "residency: eu", "hosts: {llm.example.com: {vendor: self_hosted, region: DE}}");
    assertEquals(0, diff());
    assertTrue(out().contains("3 calls would have been refused by B"), out());
    assertTrue(out().contains("2  residency  openai"), out());
    assertTrue(out().contains("1  residency  aws.bedrock"), out());
    policy("b.yaml", "residency: {in: eu, use_regional_host: true}");
    assertEquals(0, diff());
    assertTrue(out().contains("2 calls would have been refused by B"), out());
    assertTrue(out().contains("1  residency  (none)"), out());
    assertTrue(out().contains("1  residency  aws.bedrock"), out());
  }

  @Test
  void limitsAreReplayedByPeriodAndProcess() throws IOException {
    for (int i = 0; i < 5; i++) {
      call("vendor", "openai", "service", "shop");
    }
    policy("b.yaml", "limits: {few: {allow: 3/d, per: service}}");
    assertEquals(0, diff());
    assertTrue(out().contains("2 calls would have been refused by B"), out());
    assertTrue(out().contains("limits.few"), out());
  }

  @Test
  void theJsonHoldsTheSame() throws IOException {
    call("vendor", "deepseek");
    policy("b.yaml", "mode: observe", "vendors: {deny: [deepseek]}");
    assertEquals(0, diff("--format", "json"));
    assertTrue(out().startsWith("{\"calls\":1,\"unchanged\":0,"), out());
    assertTrue(out().contains("\"refused\":{\"calls\":1,"), out());
    assertEquals(0, diff());
    assertTrue(out().contains("B only observes"), out());
  }

  @Test
  void whatCantBeReadIsSaid() throws IOException {
    policy("b.yaml", "mdoe: off");
    assertEquals(1, diff());
    assertTrue(commands.err().contains("mode"), commands.err());
    policy("b.yaml");
    assertEquals(2, commands.run("policy diff", file("a.yaml"), file("b.yaml")));
    records.add("this is no record");
    call("vendor", "openai", "caller", "\\u001b[2J");
    assertEquals(0, diff());
    assertTrue(out().contains("1 lines are no records."), out());
    assertFalse(out().contains("\u001b"), "an escape sequence");
  }

  private void call(String... fields) {
    StringBuilder line = new StringBuilder("{\"time\":\"2026-11-01T10:00:0");
    line.append(records.size()).append(".000Z\",\"exchange\":\"x\",\"decision\":\"allow\"");
    line.append(",\"pid\":1,\"request_bytes\":10");
    StringBuilder findings = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i].startsWith("+")) {
        String comma = findings.length() == 0 ? "" : ",";
        findings.append(comma).append("{\"type\":\"").append(fields[i].substring(1));
        findings.append("\",\"class\":\"").append(fields[i + 1]);
        findings.append("\",\"action\":\"tokenize\",\"count\":1}");
      } else {
        line.append(",\"" + fields[i] + "\":\"" + fields[i + 1] + "\"");
      }
    }
    records.add(line + ",\"findings\":[" + findings + "]}");
  }

  private int diff(String... options) throws IOException {
    Files.write(folder.resolve("audit.jsonl"), records);
    return commands.run(
        "policy diff" + String.join("", List.of(options).stream().map(o -> " " + o).toList()),
        args("a.yaml", "b.yaml"));
  }

  private String[] args(String from, String to) {
    return new String[] {"--trail", file("audit.jsonl"), file(from), file(to)};
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String out() {
    return commands.out();
  }

  private void policy(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), "version: 1\n" + String.join("\n", lines) + "\n");
  }
}
