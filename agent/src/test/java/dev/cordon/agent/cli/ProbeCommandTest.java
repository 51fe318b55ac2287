package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCommandTest {
  private static final String STRICT =
      "hidden_text: strip\n"
          + "instructions: {untrusted: strip}\n"
          + "output:\n"
          + "  scan: true\n"
          + "  redact: {default: mask}\n"
          + "  links: neutralise\n";

  private final Commands commands = new Commands();

  @TempDir Path folder;

  private String policy(String text) throws IOException {
    Path file = folder.resolve("cordon.yaml");
    Files.writeString(file, "version: 1\n" + text);
    return file.toString();
  }

  @Test
  void theBuiltInPolicyLetsNothingHostileLeaveUnnoticedAndChangesNothingHarmless() {
    assertEquals(0, commands.run("probe --skip output"), () -> commands.out() + commands.err());
    assertTrue(commands.out().contains("personal data in requests"), commands.out());
    assertTrue(commands.out().endsWith(" probes, none not as they should be\n"), commands.out());
    assertEquals("", commands.err());
    assertEquals(1, commands.run("probe --only output"));
    assertTrue(commands.out().contains("GOT THROUGH  output: e-mail address"), commands.out());
    assertTrue(commands.out().contains(" more; --all names them"), commands.out());
  }

  @Test
  void aCommandLineThatLeavesNoGroupIsWrong() {
    assertEquals(2, commands.run("probe --only labels --skip labels"));
    assertEquals("", commands.out());
    assertTrue(commands.err().contains("leave no group"), commands.err());
    assertEquals(2, commands.run("probe --only tools,labels --skip labels,output,tools"));
  }

  @Test
  void aStrictPolicyLeavesNothingToReport() throws IOException {
    int code = commands.run("probe --strict --policy", policy(STRICT));
    assertEquals(0, code, commands::out);
  }

  @Test
  void whatThePolicySaysOfAnswersAndToolsIsTriedAsItSaysIt() throws IOException {
    String rules =
        "output:\n  deny_patterns: ['(?i)\\bproject (falcon|heron)\\b', 'build/internal-\\d+',"
            + " '[^a-z]{3,}x?Q(?:ab|c)+']\n  denied: DENIED\n  max_length: 2000\n"
            + "  language: [en]\n  other_language: OTHER\n"
            + "tools: {max_calls: 5, changed: CHANGED, foreign_values: FOREIGN}\n";
    String strict =
        rules
            .replace("DENIED", "mask")
            .replace("OTHER", "block")
            .replace("CHANGED", "block")
            .replace("FOREIGN", "withhold");
    int code = commands.run("probe --strict --only answer_rules,tools --policy", policy(strict));
    assertEquals(0, code, commands::out);
    assertTrue(commands.out().contains("what the policy wants in no answer"), commands.out());
    assertTrue(commands.out().contains("tools that the policy doesn't want"), commands.out());
    String open =
        rules
            .replace("DENIED", "report")
            .replace("OTHER", "report")
            .replace("CHANGED", "report")
            .replace("FOREIGN", "report");
    assertEquals(0, commands.run("probe --only answer_rules,tools --policy", policy(open)));
    assertEquals(
        1, commands.run("probe --strict --only answer_rules,tools --policy", policy(open)));
    for (String group : new String[] {"answer_rules", "tools"}) {
      assertTrue(commands.out().contains("REPORTED ONLY  " + group), commands.out());
    }
  }

  @Test
  void canariesAreTriedWhateverThePolicysOwnAre() throws IOException {
    String own = "canaries: {values: ['%s'], per_call: true, request: %s, answer: %s}\n";
    String hashed =
        "canary:1:20:0ab:0cd:" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    for (String value : new String[] {"7Q2M-X0HT-93KD-VA8R-4WZC", hashed}) {
      String policy = policy(String.format(own, value, "block", "mask"));
      assertEquals(0, commands.run("probe --strict --only canaries --policy", policy));
      assertTrue(commands.out().contains("canaries   "), commands.out());
    }
    String open = policy(String.format(own, hashed, "report", "report"));
    assertEquals(0, commands.run("probe --only canaries --policy", open), commands::out);
    assertEquals(1, commands.run("probe --strict --all --only canaries --policy", open));
    assertTrue(commands.out().contains("REPORTED ONLY  canaries: sent in base64"), commands.out());
    assertFalse(commands.out().contains("K3VD"), commands.out());
  }

  @Test
  void namesOfToolsValuesInCallsAndMarksOfDocumentsAreTried() throws IOException {
    String policy =
        policy(
            "tools: {deny: ['delete_*', run], changed: block, foreign_values: withhold}\n"
                + "vendors: {accepts: [internal]}\n");
    int code = commands.run("probe --strict --all --only tools,labels --policy", policy);
    assertEquals(0, code, commands::out);
    assertEquals(0, commands.run("probe --format json --only tools,labels --policy", policy));
    assertTrue(commands.out().contains("a tool that is denied: delete_*"), commands.out());
    assertTrue(commands.out().contains("a document's value in a call"), commands.out());
    assertTrue(commands.out().contains("a document marked TLP:RED"), commands.out());
    assertFalse(commands.out().contains("TLP:GREEN"), commands.out());
  }

  @Test
  void commandsBetweenMarksAreMoreThanReported() throws IOException {
    String policy = policy("instructions: {untrusted: mark}\n");
    int code = commands.run("probe --strict --only instructions --policy", policy);
    assertEquals(0, code, commands::out);
    assertEquals(1, commands.run("probe --strict --only instructions"));
    assertEquals(
        1, commands.run("probe --only instructions --policy", policy("instructions: off\n")));
    assertTrue(commands.out().contains("GOT THROUGH  instructions: to ignore"), commands.out());
  }

  @Test
  void aPatternWithoutAnExampleIsNamed() throws IOException {
    String rules = policy("output: {deny_patterns: ['\\p{Greek}{3}-x', 'abc']}\n");
    commands.run("probe --only answer_rules --policy", rules);
    assertTrue(commands.out().contains("not tried: 1 of output.deny_patterns"), commands.out());
  }

  @Test
  void whatIsOnlyReportedGotThroughWhereThatIsAsked() throws IOException {
    assertEquals(1, commands.run("probe --strict --all --only links,hidden_text"));
    assertTrue(commands.out().contains("REPORTED ONLY  links: "), commands.out());
    String open = policy("redact: {default: allow, credential: allow}\n");
    assertEquals(1, commands.run("probe --strict --only secrets --policy", open));
    assertEquals(0, commands.run("probe --only secrets --policy", open)); // records tell of them
  }

  @Test
  void interfacesThatPolicyClosesAreNamedAndNotTried() throws IOException {
    int code = commands.run("probe --skip output --policy", policy("vendors: {allow: [openai]}\n"));
    assertEquals(0, code, commands::out);
    assertTrue(
        commands
            .out()
            .contains("not tried: cohere.chat, of which every call is refused (vendors.allow)"),
        commands.out());
    assertEquals(1, commands.run("probe --policy", policy("mode: stop\n")));
    assertTrue(commands.err().contains("nothing was tried"), commands.err());
  }

  @Test
  void limitsAndCallersDontGetInTheWay() throws IOException {
    String policy =
        policy(
            "limits: {few: {allow: 2 requests/h}}\ncallers:\n  default: deny\n  rules:\n"
                + "    web: {classes: [com.example.**]}\n");
    assertEquals(1, commands.run("probe --only secrets --policy", policy));
    int code = commands.run("probe --only secrets --caller com.example.Web.get --policy", policy);
    assertEquals(0, code, () -> commands.out() + commands.err());
  }

  @Test
  void buildServersGetACaseAProbe() {
    assertEquals(0, commands.run("probe --format json --only harmless_answers"));
    List<String> lines = commands.out().lines().toList();
    assertTrue(lines.size() > 100, lines.size() + " lines");
    assertTrue(lines.stream().allMatch(line -> line.endsWith("\"passed\":true}")), commands.out());
    assertEquals(0, commands.run("probe --format junit --only harmless_answers"));
    assertTrue(commands.out().contains("tests=\"" + lines.size() + "\" failures=\"0\""));
  }

  @Test
  void anUnknownGroupIsWrongUsage() {
    assertEquals(2, commands.run("probe --only secret"));
    assertTrue(commands.err().contains("no group 'secret'"), commands.err());
  }

  @Test
  void probesDifferAndNoneIsNamedWithItsValue() {
    Set<String> titles = new HashSet<>();
    assertEquals(7, ProbeForm.values().length);
    for (Probe probe : ProbeSet.all()) {
      assertTrue(titles.add(probe.group + " " + probe.title()), probe.title());
      assertFalse(!probe.needle.isEmpty() && probe.title().contains(probe.needle), probe.title());
    }
    assertTrue(titles.size() > 1000, titles.size() + " probes");
  }
}
