package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * Runs the scenarios of a library that needs a newer JDK than the one that builds, in a JVM of such
 * a JDK that is installed beside this one. Where there is none they are skipped, and say so.
 */
public final class ForkedScenarios {
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");
  private static final String PASSED = "passed";
  private static final String SKIPPED = "skipped";
  private static final String FAILED = "failed";
  private static final String DONE = "all scenarios ran";

  private ForkedScenarios() {}

  /** Makes the tests, in the other JVM. Has a public constructor without parameters. */
  public interface Factory {
    /**
     * Makes the tests.
     *
     * @throws Exception what fails the test in this JVM
     */
    List<DynamicNode> tests() throws Exception;
  }

  /**
   * Runs them.
   *
   * @param version the oldest feature version of Java that will do
   * @param factory makes the tests there
   * @return one test for each, which tells what became of it
   * @throws IOException when the JVM can't be started
   */
  public static List<DynamicNode> of(int version, Class<? extends Factory> factory)
      throws IOException {
    Path home = jdk(version);
    assumeTrue(home != null, "no JDK from " + version + " on is installed beside this one");
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-Xbootclasspath"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ForkedScenarios.class.getName(),
            factory.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return results(process);
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<DynamicNode> results(Process process) throws IOException {
    List<DynamicNode> tests = new ArrayList<>();
    StringBuilder noise = new StringBuilder();
    boolean[] done = {false};
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t", 3);
        if (line.equals(DONE)) {
          done[0] = true;
        } else if (parts.length == 3) {
          tests.add(DynamicTest.dynamicTest(parts[1], () -> tell(parts[0], parts[2])));
        } else {
          noise.append(line).append('\n');
        }
      }
    }
    tests.add(DynamicTest.dynamicTest(DONE, () -> assertTrue(done[0], noise::toString)));
    return tests;
  }

  private static void tell(String result, String why) {
    if (result.equals(FAILED)) {
      fail(why.replace('\u0001', '\n'));
    } else if (result.equals(SKIPPED)) {
      abort(why);
    }
    assertEquals(PASSED, result);
  }

  private static Path jdk(int version) throws IOException {
    Path current = Path.of(System.getProperty("java.home"));
    if (Runtime.version().feature() >= version) {
      return current;
    }
    try (Stream<Path> beside = Files.list(current.toRealPath().getParent())) {
      return beside.sorted().filter(home -> versionOf(home) >= version).findFirst().orElse(null);
    }
  }

  private static int versionOf(Path home) {
    try {
      Matcher named = VERSION.matcher(Files.readString(home.resolve("release")));
      return named.find() ? Integer.parseInt(named.group(1)) : -1;
    } catch (IOException none) {
      return -1;
    }
  }

  /** Runs the scenarios here, and writes a line for each. */
  public static void main(String[] arguments) throws Exception {
    Factory factory = (Factory) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    for (DynamicNode node : factory.tests()) {
      run("", node, out);
    }
    out.println(DONE);
    System.exit(0); // a client's threads may live on
  }

  private static void run(String path, DynamicNode node, PrintStream out) {
    String name = path + node.getDisplayName();
    if (node instanceof DynamicContainer container) {
      container.getChildren().forEach(child -> run(name + ", ", child, out));
      return;
    }
    try {
      ((DynamicTest) node).getExecutable().execute();
      out.println(PASSED + "\t" + name + "\t");
    } catch (TestAbortedException skipped) {
      out.println(SKIPPED + "\t" + name + "\t" + skipped.getMessage());
    } catch (Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      out.println(
          FAILED
              + "\t"
              + name
              + "\t"
              + trace.toString().replace('\r', ' ').replace('\n', '\u0001'));
    }
  }
}
