package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureCommandsTest {
  private final Commands commands = new Commands();

  @TempDir Path folder;

  private Path policy;
  private Path exceptions;

  @BeforeEach
  void writeFiles() throws IOException {
    policy =
        Files.writeString(
            folder.resolve("cordon.yaml"),
            "version: 1\nvendors: {deny: [groq]}\n"
                + "exceptions: {file: exceptions.yaml, keys: [a.pub]}\n");
    exceptions =
        Files.writeString(
            folder.resolve("exceptions.yaml"),
            "version: 1\nexceptions:\n  trial:\n    rules: [vendors.deny]\n    vendors: [groq]\n"
                + "    owner: team\n    approver: office\n    reason: a trial\n    until: "
                + Instant.now().plusSeconds(30 * 86_400)
                + "\n");
  }

  private int run(String command, Object... paths) {
    return commands.run(String.format(command, paths));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "p256"})
  void whatIsSignedCountsUntilItIsChanged(String type) throws IOException {
    assertEquals(0, run("keygen --type " + type + " %s", file("a")), commands.err());
    String inOneLine = commands.out().lines().toList().get(2);
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a.key"))));
    assertEquals(1, run("exception list %s", policy));
    assertTrue(commands.err().contains("no exception counts"), commands.err());
    assertEquals(0, run("exception sign --key %s %s", file("a.key"), exceptions), commands.err());
    assertEquals(0, run("exception list %s", policy), commands.err());
    assertTrue(commands.out().startsWith("trial: in force, until 2"), commands.out());
    assertTrue(commands.out().contains("\n  for vendors groq\n"), commands.out());
    assertTrue(commands.out().contains("owner team; approved by office"), commands.out());
    assertEquals(0, run("policy explain %s", policy));
    assertTrue(commands.out().contains("\n  trial (in force, until 2"), commands.out());
    assertEquals(0, run("policy sign --key %s %s", file("a.key"), policy), commands.err());
    assertEquals(0, run("policy check --signed-by %s %s", inOneLine, policy), commands.err());
    assertEquals(0, run("policy check --signed-by %s %s", file("a.pub"), policy));
    Files.writeString(policy, Files.readString(policy) + "mode: off\n");
    assertEquals(1, run("policy check --signed-by %s %s", inOneLine, policy));
    assertTrue(commands.err().contains("the signature doesn't fit"), commands.err());
    Files.writeString(exceptions, Files.readString(exceptions).replace("groq", "deepseek"));
    assertEquals(1, run("policy check %s", policy));
    assertTrue(commands.err().contains("no exception counts"), commands.err());
  }

  @Test
  void whatIsWrongIsNotSigned() throws IOException {
    assertEquals(0, run("keygen %s", file("a")));
    Files.writeString(policy, "version: 1\nmdoe: off\n");
    assertEquals(1, run("policy sign --key %s %s", file("a.key"), policy));
    assertTrue(commands.err().contains("cordon.yaml:2:1: mdoe"), commands.err());
    assertFalse(Files.exists(file("cordon.yaml.sig")));
    Files.writeString(exceptions, Files.readString(exceptions).replace("owner: team", "ower: x"));
    assertEquals(1, run("exception sign --key %s %s", file("a.key"), exceptions));
    assertTrue(commands.err().contains("did you mean \"owner\"?"), commands.err());
    assertFalse(Files.exists(file("exceptions.yaml.sig")));
  }

  @Test
  void keysAreNeitherOverwrittenNorGuessed() throws IOException {
    assertEquals(0, run("keygen %s", file("a")));
    String before = Files.readString(file("a.key"));
    assertEquals(1, run("keygen %s", file("a")));
    assertTrue(commands.err().contains("is there already"), commands.err());
    assertEquals(before, Files.readString(file("a.key")));
    Files.writeString(file("b.pub"), "");
    assertEquals(1, run("keygen %s", file("b")));
    assertFalse(Files.exists(file("b.key")));
    assertEquals(3, run("policy sign --key %s %s", file("a.pub"), policy));
    assertTrue(commands.err().contains("holds no private key"), commands.err());
    assertEquals(3, run("policy sign --key %s %s", file("absent.key"), policy));
    assertEquals(2, run("policy sign %s", policy), "which key?");
    assertEquals(1, run("policy check --signed-by %s %s", file("absent.pub"), policy));
    assertTrue(commands.err().contains("no public key"), commands.err());
    assertEquals(2, run("exception"));
    assertEquals(1, run("keygen %s", file("absent/a")));
  }
}
