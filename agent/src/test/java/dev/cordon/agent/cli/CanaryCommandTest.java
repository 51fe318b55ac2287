package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryCommandTest {
  private final Commands commands = new Commands();

  @TempDir Path folder;

  @Test
  void oneIsMadeThatThePolicyTakes() throws IOException {
    assertEquals(0, commands.run("canary make"));
    List<String> lines = commands.out().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(commands.err().contains("values_file: canaries.txt"), commands.err());
    Files.writeString(folder.resolve("c.txt"), "# minutes\n" + lines.get(1) + "\n");
    Path policy = folder.resolve("cordon.yaml");
    Files.writeString(
        policy,
        "version: 1\ncanaries: {values: ["
            + lines.get(0)
            + "], values_file: c.txt, prompts_file: c.txt}\n");
    assertEquals(0, commands.run("policy check", policy.toString()), commands::err);
    assertEquals(0, commands.run("policy explain", policy.toString()), commands::err);
    assertTrue(commands.out().contains("1 canary: a request is refused"), commands.out());
    assertFalse(commands.out().contains(lines.get(0)), commands.out());
    commands.run("canary make");
    assertNotEquals(lines.get(0), commands.out().lines().findFirst().orElse(""));
  }

  @Test
  void thoseThatAreThereAreHashedAsMadeOnesAre() {
    commands.run("canary make");
    List<String> made = commands.out().lines().toList();
    commands.in("# of the board\n\n" + made.get(0) + "\n" + made.get(1) + "\n");
    assertEquals(0, commands.run("canary hash"));
    assertEquals("# of the board\n\n" + made.get(1) + "\n" + made.get(1) + "\n", commands.out());
  }

  @Test
  void whatCanBeNoneIsNamedByItsLineAlone() {
    commands.in("short one\n");
    assertEquals(1, commands.run("canary hash"));
    assertEquals(
        "canary hash: line 1: a canary has 12 to 128 letters and digits\n", commands.err());
  }

  @Test
  void mistakesOfAPolicyAreNamedWithFileAndLine() throws IOException {
    Files.writeString(folder.resolve("c.txt"), "# x\nshort\ncanary:1:9:zz\n");
    Path policy = folder.resolve("cordon.yaml");
    Files.writeString(
        policy,
        "version: 1\n"
            + "canaries:\n"
            + "  values_file: c.txt\n"
            + "  prompts: [tiny]\n"
            + "  anser: mask\n"
            + "  request: mask\n");
    assertEquals(1, commands.run("policy check", policy.toString()));
    String said = commands.err() + commands.out();
    for (String part :
        List.of(
            "c.txt:2:1: canaries.values_file",
            "c.txt:3:1: canaries.values_file",
            "is no hashed canary",
            "cordon.yaml:4",
            "did you mean \"answer\"?",
            "must be one of report, block")) {
      assertTrue(said.contains(part), said);
    }
    assertFalse(said.contains("tiny"), said);
    Files.writeString(policy, "version: 1\ncanaries: {answer: mask}\n");
    assertEquals(1, commands.run("policy check", policy.toString()));
    assertTrue((commands.err() + commands.out()).contains("names none"), commands.err());
  }
}
