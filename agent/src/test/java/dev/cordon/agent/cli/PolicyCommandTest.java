package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
  private final Commands commands = new Commands();

  @TempDir Path folder;

  @Test
  void aPolicyIsCheckedWithoutTheKeysThatItNames() throws IOException {
    Path policy =
        policy(
            "token_key: env:CORDON_NO_SUCH_KEY",
            "vault:",
            "  redis:",
            "    url: file:/absent/url",
            "    password: env:CORDON_NO_SUCH_PASSWORD",
            "    encryption_key: file:/absent/key",
            "audit:",
            "  file: /absent/audit.jsonl",
            "  key: file:/absent/audit-key");
    assertEquals(0, commands.run("policy check", policy.toString()), commands.err());
    assertTrue(commands.out().contains("valid; mode enforce"), commands.out());
    assertEquals(
        2, commands.in("{}").run("redact --format openai.chat --policy", policy.toString()));
    assertTrue(commands.err().contains("CORDON_NO_SUCH_KEY is not set"), commands.err());
  }

  @Test
  void theExamplesOfDeploymentsAreValid() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../docs/deploy"))) {
      List<Path> policies =
          files.filter(file -> file.getFileName().toString().equals("cordon.yaml")).toList();
      assertFalse(policies.isEmpty());
      for (Path policy : policies) {
        assertEquals(0, commands.run("policy check", policy.toString()), commands.err());
      }
    }
  }

  @Test
  void noVendorIsNamedWhereNoneMayBeCalled() throws IOException {
    Path policy = policy("vendors: {allow: ['mcp:files']}");
    assertEquals(0, commands.run("policy explain", policy.toString()), commands.err());
    assertTrue(commands.out().contains("  none of the vendors that are known\n"), commands.out());
    assertFalse(commands.out().contains("only these:"), commands.out());
  }

  @Test
  void allMistakesAreNamedInTheOrderOfTheirLines() throws IOException {
    Path policy =
        policy("audit: {file: a, max_bytes: x}", "mdoe: off", "vendors: {dney: [openai]}");
    assertEquals(1, commands.run("policy check", policy.toString()));
    List<String> lines = commands.err().lines().toList();
    assertEquals(3, lines.size(), commands.err());
    for (int i = 0; i < lines.size(); i++) {
      assertTrue(lines.get(i).contains("cordon.yaml:" + (i + 2) + ":"), commands.err());
    }
  }

  @Test
  void aPolicyIsExplainedInWords() throws IOException {
    Path policy =
        policy("mode: observe", "redact: {iban: block}", "vendors: {deny: [deepseek, unknown]}");
    assertEquals(0, commands.run("policy explain", policy.toString()), commands.err());
    String out = commands.out();
    assertTrue(out.contains("Mode observe: nothing is changed"), out);
    assertTrue(out.contains("block (the call is refused):\n    iban\n"), out);
    assertTrue(out.contains("every vendor that is known, but:\n    deepseek\n"), out);
    assertTrue(out.contains("hosts of vendors that are not known: refused"), out);
    assertTrue(out.lines().allMatch(line -> line.length() <= 110), out);
    assertEquals(0, commands.run("policy explain"));
    assertEquals(2, commands.run("policy explain --vendor opnai"));
  }

  @Test
  void rulesAreExplainedWithTheirLines() throws IOException {
    Path policy =
        policy(
            "models: {allow: ['gpt-4o*'], replace: {gpt-4: gpt-4o}}",
            "callers:",
            "  default: deny",
            "  user_from: [header:X-User]",
            "  rules:",
            "    hr:",
            "      classes: [com.example.hr.**]",
            "      users: [lea]",
            "      operations: {deny: [embeddings]}",
            "limits: {few: {allow: 60/m, per: user}}",
            "requests: {store: deny, user: hash, server_tools: {allow: [web_search]},"
                + " betas: {deny: [files-api-*]},"
                + " headers: {remove: [X-Internal-*], set: {X-Team: shared}}}",
            "output: {scan: true, allow_domains: [example.com]}",
            "hidden_text: {tool: block}",
            "instructions: {tool: {likely: strip, strong: block}, user: report}",
            "vendors: {accepts: [public], rules: {openai: {accepts: [internal], above: refuse}}}",
            "connection: {min_tls: 1.3}");
    assertEquals(0, commands.run("policy explain", policy.toString()), commands.err());
    for (String line :
        new String[] {
          "  only gpt-4o* (line 2)",
          "  gpt-4: sent as gpt-4o (line 2)",
          "  hr: classes com.example.hr.**; 1 user (line 7)",
          "    operations: all, but not embeddings (line 10)",
          "  all others: refused (line 4)",
          "  few: 60/m, per user; over it: refused (line 11)",
          "  that the vendor keeps them: store is false (line 12)",
          "  the user's name: a keyed hash is sent (line 12)",
          "  tools that the vendor runs; allowed: only web_search (line 12)",
          "  flags of betas; allowed: all, but not files-api-* (line 12)",
          "  headers, taken out: x-internal-* (line 12)",
          "  values of their own in headers: x-team (line 12)",
          "  answers are scanned (line 13)",
          "  but for example.com (line 13)",
          "  hidden text in tool: block (line 14)",
          "  instructions to the model in tool: strip, where strong block (line 15)",
          "  instructions to the model in user: report (line 15)",
          "  openai: internal; a call with other data is refused (line 16)",
          "  all others: public; other data is redacted (line 16)",
          "  TLS: TLSv1.3 or newer (line 17)",
          "  plain HTTP to the catalogue's hosts: block"
        }) {
      assertTrue(commands.out().contains("\n" + line + "\n"), line + " in\n" + commands.out());
    }
  }

  @Test
  void profilesAreExplainedByKeyAndClause() throws IOException {
    Path policy = policy("profile: [pci-dss, gdpr]", "requests: {store: allow}");
    assertEquals(0, commands.run("policy explain", policy.toString()), commands.err());
    for (String lines :
        new String[] {
          "Profiles: gdpr, pci-dss; what the file says itself counts:",
          "  vendors.deny.without: [dpa]\n    gdpr, Art. 28(3)",
          "  requests.store: as line 3 says, not deny\n    gdpr, Art. 5(1)(e)\n    pci-dss, 3.2.1",
          "  vendors.allow (pci-dss, 12.8.1): Providers with which account data is shared are"
              + " listed;"
        }) {
      assertTrue(commands.out().contains("\n" + lines), lines + " in\n" + commands.out());
    }
    assertEquals(0, commands.run("policy check", policy.toString()), commands.err());
    assertTrue(commands.out().contains(", profiles gdpr, pci-dss\n"), commands.out());
    assertTrue(commands.out().contains("expected, and not said: audit.file (gdpr"), commands.out());
  }

  private Path policy(String... lines) throws IOException {
    String text = "version: 1\n" + String.join("\n", lines) + "\n";
    return Files.writeString(folder.resolve("cordon.yaml"), text);
  }
}
