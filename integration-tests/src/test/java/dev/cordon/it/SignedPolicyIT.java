package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.AgentCommand;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an approver signs with the jar's own commands counts in the agent, and nothing else does.
 */
class SignedPolicyIT {
  private static final Matrix CELL =
      Matrix.okHttp().filter(cell -> cell.library().contains("4.12")).findFirst().orElseThrow();

  private final Path folder = Places.scratch("signed");
  private final Path trail = folder.resolve("audit.jsonl");
  private final Path policy = folder.resolve("cordon.yaml");
  private final Path exceptions = folder.resolve("exceptions.yaml");
  private final String key = folder.resolve("a.key").toString();

  private void writeSigned(String... lines) throws IOException {
    Policies.write(
        policy,
        "version: 1\naudit: {file: "
            + trail
            + "}\nexceptions: {file: exceptions.yaml, keys: [a.pub]}\n"
            + String.join("\n", lines)
            + "\n");
    AgentCommand.succeed("policy", "sign", "--key", key, policy.toString());
  }

  private void except(Instant until) throws IOException {
    Policies.write(
        exceptions,
        "version: 1\nexceptions:\n  trial:\n    rules: [vendors.allow]\n"
            + "    vendors: [unknown]\n    owner: team\n    approver: office\n"
            + "    reason: a trial\n    until: "
            + until
            + "\n");
    AgentCommand.succeed("exception", "sign", "--key", key, exceptions.toString());
  }

  private static String ask(Lab lab) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String url = vendor.baseUrl() + "/chat/completions";
    return lab.call("post", url, Bodies.chat(Sample.HARMLESS)).value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "p256"})
  void anExceptionCountsUntilItEndsOrIsTakenAway(String type) throws Exception {
    AgentCommand.succeed("keygen", "--type", type, folder.resolve("a").toString());
    except(Instant.now().plusSeconds(86_400));
    writeSigned("vendors: {allow: [openai]}", "contact: us");
    String arguments = "policy=" + policy + ",require_signature=" + folder.resolve("a.pub");
    try (Lab lab = Lab.of(CELL, app -> app.agentArguments(arguments))) {
      lab.app().err().await("the exception trial (owner: team) ends in less than a day");
      assertTrue(ask(lab).startsWith("200\n"), "lifted");

      Policies.write(policy, Files.readString(policy).replace("openai", "openai, unknown"));
      lab.app().err().await("doesn't fit: the file is not as it was when it was signed");

      Files.delete(exceptions);
      writeSigned("vendors: {allow: [openai]}", "contact: them");
      lab.app().err().await("no exception counts");
      String refused = ask(lab);
      assertTrue(refused.startsWith("403\n") && refused.contains("contact: them"), refused);
      lab.end();
    }
    String records = Files.readString(trail);
    assertTrue(records.contains("\"exceptions\":[\"trial\"]"), records);
  }
}
