package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built agent in JVMs of its own, on each JDK that is found. */
class AgentForkTest {
  private static final String HOOKED =
      """
      go/5.5
      take21.51false1
      [first, finally, advised 1, Cordon]
      [second, finally, advised 2, Cordon]
      alive
      alive
      hidden
      hidden
      hidden
      hidden
      """;

  @TempDir static Path directory;
  private static String agent;

  static List<Path> jdks() throws IOException {
    return Fork.jdks();
  }

  @BeforeAll
  static void packTheSampleInstrumentations() throws IOException {
    Path jar = directory.resolve("sample agent ü.jar");
    SampleAgentJar.write(jar);
    agent = jar.toString();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void hooksALibraryAndStaysInvisibleToTheApplication(Path jdk) throws Exception {
    Fork fork = run(jdk, "-javaagent:" + agent, "sample.app.UseClient");

    assertEquals(HOOKED, fork.out());
    assertEquals(0, fork.exitCode());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aBrokenInstrumentationIsReportedAndTheApplicationGoesOn(Path jdk) throws Exception {
    Fork fork = run(jdk, "-javaagent:" + agent, "sample.app.UseClient");

    assertTrue(fork.err().contains("[cordon] error: could not hook sample/Unlucky"), fork.err());
    assertTrue(fork.err().contains("[cordon] error: could not link hook sample:3"), fork.err());
    assertFalse(fork.err().contains("secret@example.com"), fork.err());
    // What is open is recorded, for which the engine starts and says so.
    long errors = fork.err().lines().filter(line -> line.contains("] error: ")).count();
    assertEquals(2, errors, fork.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void twoFlagsAreOneAgent(Path jdk) throws Exception {
    Path copy = Files.copy(Path.of(agent), directory.resolve("copy-" + jdk.getFileName() + ".jar"));
    Fork fork = run(jdk, "-javaagent:" + agent, "-javaagent:" + copy, "sample.app.UseClient");

    assertEquals(HOOKED, fork.out());
    assertTrue(fork.err().contains("already active"), fork.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void attachesLateAndOnceToLibrariesInUse(Path jdk) throws Exception {
    Fork fork =
        run(
            jdk,
            "-Djdk.attach.allowAttachSelf=true",
            "-XX:+EnableDynamicAgentLoading",
            "sample.app.AttachLate",
            agent);

    assertEquals(
        "[first, finally]\n[first, finally, advised 1, Cordon]\nsent /late\n",
        fork.out(),
        fork.err());
    assertTrue(fork.err().contains("already active"), fork.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void hooksAClassOfANamedModule(Path jdk) throws Exception {
    Fork fork = run(jdk, "-javaagent:" + agent, "sample.app.UseHttp");

    assertEquals("sent /early\n", fork.out(), fork.err());
    assertEquals("", fork.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void servesEachLoaderWithItsOwnAdviceAndKeepsNoneAlive(Path jdk) throws Exception {
    Fork fork = run(jdk, "-javaagent:" + agent, "sample.app.UseLoaders");

    assertEquals(
        """
        filtering: [first, finally, advised 1, Cordon]
        second:    [first, finally, advised 1, Cordon]
        third:     [first, finally, advised 1, Cordon]
        filtering discarded: true
        plain discarded: true
        """,
        fork.out(),
        fork.err());
    assertEquals("", fork.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aWrongArgumentIsNamedAndTheApplicationStarts(Path jdk) throws Exception {
    Fork fork = run(jdk, "-javaagent:" + agent + "=polcy=/x", "sample.app.UseHttp");

    assertEquals(0, fork.exitCode());
    assertTrue(fork.err().contains("[cordon] error: unknown agent argument 'polcy'"), fork.err());
    assertTrue(fork.err().contains("policy=<file>"), fork.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theCommandLineNeedsNoAgent(Path jdk) throws Exception {
    Fork fork = run(jdk, "-jar", agent, "--version");

    assertTrue(fork.out().startsWith("cordon 0."), fork.out() + fork.err());
    assertEquals(0, fork.exitCode());
  }

  private static Fork run(Path jdk, String... arguments) throws Exception {
    return Fork.run(jdk, directory, arguments);
  }
}
