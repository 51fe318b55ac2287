package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.ProfileCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTestCommandTest {
  private static final String CHAT =
      "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

  private final Commands commands = new Commands();

  @TempDir Path folder;

  @Test
  void thePoliciesThatAreShippedDoWhatTheirTestsSay() {
    for (String file :
        List.of(
            "../docs/policy-tests.yaml",
            "../docs/rules-tests.yaml",
            "../docs/deploy/kubernetes/policy-tests.yaml",
            "../docs/deploy/systemd/policy-tests.yaml",
            "--policy ../distribution/src/files/cordon.yaml"
                + " ../docs/deploy/kubernetes/policy-tests.yaml")) {
      assertEquals(0, commands.run("policy test " + file), () -> commands.out() + commands.err());
    }
  }

  @Test
  void eachProfileDoesWhatItsTestsSay() {
    for (String profile : ProfileCatalogue.ids()) {
      String tests = "../docs/profiles/" + profile + "-tests.yaml";
      assertEquals(0, commands.run("policy test " + tests), () -> commands.out() + commands.err());
    }
  }

  @Test
  void whatDiffersIsNamedWithItsLineAndWithoutContent() throws IOException {
    Path tests =
        tests(
            "  named wrongly:",
            "    request:",
            "      url: https://api.openai.com/v1/chat/completions",
            "      body: '" + String.format(CHAT, "mail lea@example.org") + "'",
            "    expect:",
            "      verdict: deny",
            "      rule: vendors.deny",
            "      reason: nobody",
            "      findings: {iban: mask}",
            "      body: nothing",
            "      contains: [Zebra]",
            "      lacks: [mail]",
            "      without_headers: [content-type]");
    assertEquals(1, commands.run("policy test", tests.toString()));
    List<String> lines = commands.out().lines().toList();
    assertEquals("FAILED  named wrongly", lines.get(0));
    int[] expected = {8, 9, 10, 12, 11, 13, 14, 15};
    List<String> seen = lines.stream().filter(line -> line.contains(tests + ":")).toList();
    for (int line : expected) {
      assertTrue(
          seen.stream().anyMatch(one -> one.contains(tests + ":" + line + ": ")),
          () -> line + " in\n" + commands.out());
    }
    assertTrue(commands.out().contains("the verdict is modify"), commands.out());
    assertTrue(commands.out().contains("email_address: tokenize"), commands.out());
    assertFalse(commands.out().contains("lea@"), commands.out());
    assertTrue(commands.out().endsWith(tests + ": 1 test, 1 failed\n"), commands.out());
    assertEquals(1, commands.run("policy test --show-bodies", tests.toString()));
    assertTrue(commands.out().contains("what would leave: {\"model\""), commands.out());
  }

  @Test
  void callersUsersServicesAndKeysCanBeTried() throws IOException {
    policy(
        "audit: {file: audit.jsonl, key: env:CORDON_NO_SUCH_KEY}",
        "callers:",
        "  default: deny",
        "  user_from: [header:X-User]",
        "  rules:",
        "    hr: {classes: [com.example.hr.**], operations: {deny: [embeddings]}}",
        "    lea: {users: [lea]}",
        "    nightly: {services: [nightly], keys: [0a1b2c3d4e5f6071]}");
    String request =
        "    request: {url: 'https://api.openai.com/v1/chat/completions', body: '"
            + String.format(CHAT, "x")
            + "'}";
    Path tests =
        tests(
            "  by class:",
            request,
            "    caller: com.example.hr.Letters.write",
            "    expect: {verdict: allow, caller: hr}",
            "  by user:",
            request,
            "    user: lea",
            "    expect: {verdict: allow, caller: lea}",
            "  by what the request says:",
            request.replace("}'}", "}', headers: {X-User: lea}}"),
            "    expect: {caller: lea}",
            "  by service and key:",
            request,
            "    service: nightly",
            "    key: 0a1b2c3d4e5f6071",
            "    expect: {caller: nightly}",
            "  not with another key:",
            request,
            "    service: nightly",
            "    key: 0a1b2c3d4e5f6072",
            "    expect: {verdict: deny, rule: callers.default}",
            "  nobody else:",
            request,
            "    caller: com.example.Web.get",
            "    expect: {verdict: deny, rule: callers.default, reason: com.example.Web.get}");
    assertEquals(0, commands.run("policy test", tests.toString()), this::said);
  }

  @Test
  void labelsExceptionsAndConnectionsAreNamedWhereTheyDiffer() throws IOException {
    policy("labels: {default: internal}", "connection: {verification: report, min_tls: 1.3}");
    String request = "    request: {url: 'https://api.openai.com/v1/models', method: GET}";
    Path tests =
        tests(
            "  reported only:",
            request,
            "    connection: {verified: false}",
            "    expect: {verdict: allow, flaws: [connection.verification], labels: [internal]}",
            "  another host's is not judged:",
            "    request: {url: 'https://www.example.com/', method: GET}",
            "    connection: {tls: 1.0}",
            "    expect: {verdict: none, flaws: []}",
            "  wrong:",
            request,
            "    connection: {tls: 1.2}",
            "    expect:",
            "      verdict: allow",
            "      labels: [public]",
            "      exceptions: [trial]",
            "      flaws: []",
            "      contains: [x]");
    assertEquals(1, commands.run("policy test", tests.toString()), this::said);
    for (String part :
        List.of(
            ":15: the verdict is deny (connection.min_tls), expected is allow",
            ":16: the labels of the data is none, expected is public",
            ":17: what lifts rules is none, expected is trial",
            ":18: what is wrong with the connection is connection.min_tls, expected is none",
            ":19: nothing would leave: the call is refused (connection.min_tls)",
            "3 tests, 1 failed")) {
      assertTrue(commands.out().contains(part), () -> part + " in\n" + commands.out());
    }
    Path mistaken =
        tests(
            "  a:",
            request,
            "    connection: {tls: 2, keys: [x], verifed: true}",
            "    answer: {status: 99}",
            "    expect: {verdict: allow}");
    assertEquals(1, commands.run("policy test", mistaken.toString()));
    for (String part :
        List.of("must be 1.0, 1.1, 1.2 or 1.3", "is no pin", "\"verified\"", "answer.status")) {
      assertTrue(commands.err().contains(part), () -> part + " in\n" + commands.err());
    }
  }

  @Test
  void limitsCanBeTriedByCallingOftenEnough() throws IOException {
    policy("limits: {few: {allow: 3 at once}}");
    String request =
        "    request: {vendor: openai, format: openai.chat, body: '"
            + String.format(CHAT, "x")
            + "'}";
    Path tests =
        tests(
            "  within:",
            request,
            "    times: 3",
            "    expect: {verdict: allow}",
            "  over:",
            request,
            "    times: 4",
            "    expect: {verdict: deny, rule: limits.few}");
    assertEquals(0, commands.run("policy test", tests.toString()), this::said);
  }

  @Test
  void mistakesInTheTestsAreNamedWithTheirLines() throws IOException {
    Path tests =
        tests(
            "  a:",
            "    request: {ulr: https://api.openai.com/v1/x}",
            "    expect: {verdict: alow}",
            "  b:",
            "    request: {url: api.openai.com}",
            "    expect: {rule: x}",
            "  c:",
            "    request: {url: 'https://api.openai.com/', body_file: absent.json}",
            "    expect: {rule: x}",
            "  d: {expect: {rule: x}}");
    assertEquals(1, commands.run("policy test", tests.toString()));
    for (String part :
        List.of(
            ":4:",
            "\"url\"",
            ":5:",
            "\"allow\"",
            ":7:",
            "must be a URL",
            ":10:",
            "NoSuchFile",
            ":12:",
            "a request")) {
      assertTrue(commands.err().contains(part), () -> part + " in\n" + commands.err());
    }
    assertEquals(1, commands.run("policy test", folder.resolve("absent").toString()));
    assertEquals(2, commands.run("policy test"));
    Path unknown = tests("  a: {request: {format: openai.chta}, expect: {verdict: allow}}");
    assertEquals(1, commands.run("policy test", unknown.toString()));
    assertTrue(commands.out().contains("no such format: 'openai.chta'"), commands.out());
  }

  @Test
  void resultsAreWrittenForBuildServers() throws IOException {
    Path tests =
        tests(
            "  <good> & \"short\":",
            "    request: {url: 'https://www.example.com/', method: get}",
            "    expect: {verdict: none}",
            "  bad:",
            "    request: {url: 'https://www.example.com/', method: get}",
            "    expect: {verdict: deny}");
    assertEquals(1, commands.run("policy test --format junit", tests.toString()));
    assertTrue(commands.out().contains("tests=\"2\" failures=\"1\""), commands.out());
    assertTrue(commands.out().contains("&lt;good&gt; &amp; &quot;short&quot;"), commands.out());
    assertTrue(commands.out().contains(":8: the verdict is none, expected"), commands.out());
    assertEquals(1, commands.run("policy test --format json", tests.toString()));
    List<String> lines = commands.out().lines().toList();
    assertEquals(2, lines.size(), commands.out());
    assertTrue(lines.get(0).contains("\"passed\":true"), commands.out());
    assertTrue(lines.get(1).contains("\"passed\":false"), commands.out());
  }

  private String said() {
    return commands.out() + commands.err();
  }

  private void policy(String... lines) throws IOException {
    Files.writeString(
        folder.resolve("cordon.yaml"), "version: 1\n" + String.join("\n", lines) + "\n");
  }

  /** The first line of the tests is the file's third. */
  private Path tests(String... lines) throws IOException {
    String policy = Files.exists(folder.resolve("cordon.yaml")) ? "policy: cordon.yaml\n" : "#\n";
    return Files.writeString(
        folder.resolve("tests.yaml"), policy + "tests:\n" + String.join("\n", lines) + "\n");
  }
}
