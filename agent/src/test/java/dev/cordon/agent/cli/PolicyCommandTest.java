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

  private Path policy(String... lines) throws IOException {
    String text = "version: 1\n" + String.join("\n", lines) + "\n";
    return Files.writeString(folder.resolve("cordon.yaml"), text);
  }
}
