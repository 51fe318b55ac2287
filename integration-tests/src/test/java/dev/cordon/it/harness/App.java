package dev.cordon.it.harness;

import dev.cordon.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * An application in its own JVM. It runs one scenario after another and tells what came out; its
 * standard error is kept. Used by one thread at a time.
 */
public final class App implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String REPLY = "#reply ";

  private final Process process;
  private final PrintStream commands;
  private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
  private final Lines out = new Lines();
  private final Lines err = new Lines();
  private final Thread outReader;
  private final Thread errReader;

  private App(Process process) {
    this.process = process;
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.outReader = pump(process.inputReader(StandardCharsets.UTF_8), this::takeOut);
    this.errReader = pump(process.errorReader(StandardCharsets.UTF_8), err::add);
  }

  /** Begins the description of an application that runs under the agent. */
  public static Builder of(Program program) {
    return new Builder(List.of("-cp", Program.classPath(program.classPath()), program.mainClass()));
  }

  /** Begins the description of an application that is started from a jar, under the agent. */
  public static Builder ofJar(Path jar) {
    return new Builder(List.of("-jar", jar.toString()));
  }

  /**
   * Runs a scenario to its end.
   *
   * @param scenario its name
   * @param arguments what it takes
   * @return what the application got
   */
  public Reply run(String scenario, String... arguments) {
    StringBuilder line = new StringBuilder(scenario);
    for (String argument : arguments) {
      line.append('\t')
          .append(Base64.getEncoder().encodeToString(argument.getBytes(StandardCharsets.UTF_8)));
    }
    commands.println(line);
    String reply;
    try {
      reply = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (reply == null) {
      throw new IllegalStateException(
          scenario + ": no reply. Standard error of the application:\n" + err.text());
    }
    String[] parts = reply.split(" ", 2);
    String text = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    return new Reply(parts[0].equals("ok"), text);
  }

  /** Returns the lines of standard error so far. */
  public Lines err() {
    return err;
  }

  /** Returns the lines of standard output so far, replies left out. */
  public Lines out() {
    return out;
  }

  /** Returns the process. */
  public Process process() {
    return process;
  }

  /** Ends the application as its own end of input would, and returns its exit code. */
  public int stop() {
    commands.close();
    return await();
  }

  /** Waits for the application's own end and returns its exit code. */
  public int await() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("does not end. Standard error:\n" + err.text());
      }
      outReader.join();
      errReader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    commands.close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void takeOut(String line) {
    if (line.startsWith(REPLY)) {
      replies.add(line.substring(REPLY.length()));
    } else {
      out.add(line);
    }
  }

  private static Thread pump(BufferedReader reader, java.util.function.Consumer<String> to) {
    Thread thread =
        new Thread(
            () -> {
              try (reader) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  to.accept(line);
                }
              } catch (IOException e) {
                to.accept("(broken pipe)");
              }
            },
            "app-output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * What a scenario gave.
   *
   * @param ok whether it ended without an exception
   * @param text what it returned, or the exceptions' classes and messages, outermost first
   */
  public record Reply(boolean ok, String text) {
    /** Returns the text of a scenario that must have ended well. */
    public String value() {
      if (!ok) {
        throw new AssertionError("the scenario failed: " + text);
      }
      return text;
    }

    /** Returns the text of a scenario that must have failed. */
    public String error() {
      if (ok) {
        throw new AssertionError("the scenario did not fail: " + text);
      }
      return text;
    }
  }

  /** Lines as they came. Thread-safe. */
  public static final class Lines {
    private final List<String> lines = new ArrayList<>();

    private synchronized void add(String line) {
      lines.add(line);
    }

    /** Returns a copy. */
    public synchronized List<String> all() {
      return List.copyOf(lines);
    }

    /** Returns them as one text. */
    public String text() {
      return String.join("\n", all());
    }

    /** Returns those that match. */
    public List<String> matching(Predicate<String> condition) {
      return all().stream().filter(condition).toList();
    }

    /** Waits for a line that contains a text and returns it. */
    public String await(String part) {
      return await(part, 1);
    }

    /** Waits for so many lines that contain a text and returns the last of them. */
    public String await(String part, int count) {
      Await.until(
          () -> "line " + count + " with «" + part + "» in:\n" + text(),
          () -> matching(line -> line.contains(part)).size() >= count);
      return matching(line -> line.contains(part)).get(count - 1);
    }
  }

  /** Describes an application to be started. */
  public static final class Builder {
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> firstArguments = new ArrayList<>();
    private final List<String> jvmArguments = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private List<String> launch;
    private Jdk jdk = Jdk.current();
    private String agentArguments = "";
    private boolean agent = true;

    private Builder(List<String> launch) {
      this.launch = launch;
      environment.put("OTEL_BSP_SCHEDULE_DELAY", "50");
    }

    /** Runs it on this JDK. */
    public Builder on(Jdk value) {
      jdk = value;
      return this;
    }

    /** Runs it without the agent. */
    public Builder withoutAgent() {
      agent = false;
      return this;
    }

    /** Gives the agent arguments. */
    public Builder agentArguments(String value) {
      agentArguments = value;
      return this;
    }

    /** Gives the agent a policy file. */
    public Builder policy(Path file) {
      return agentArguments("policy=" + file);
    }

    /** Sends spans here. */
    public Builder telemetry(OtlpReceiver receiver) {
      return environment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint());
    }

    /** Sets a variable of the environment. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Adds arguments of the JVM. */
    public Builder jvm(String... values) {
      jvmArguments.addAll(List.of(values));
      return this;
    }

    /** Adds arguments of the JVM that stand before the agent's. */
    public Builder jvmFirst(String... values) {
      firstArguments.addAll(List.of(values));
      return this;
    }

    /** Adds arguments of the program. */
    public Builder arguments(String... values) {
      arguments.addAll(List.of(values));
      return this;
    }

    /** Replaces class path and main class, for programs that start in another way. */
    public Builder launch(String... values) {
      launch = List.of(values);
      return this;
    }

    /** Starts it. */
    public App start() {
      List<String> command = new ArrayList<>();
      command.add(jdk.java().toString());
      command.addAll(firstArguments);
      if (agent) {
        command.add(
            "-javaagent:"
                + Places.agentJar()
                + (agentArguments.isEmpty() ? "" : "=" + agentArguments));
      }
      command.addAll(jvmArguments);
      command.addAll(launch);
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      Map<String, String> env = builder.environment();
      env.keySet()
          .removeIf(
              name ->
                  name.startsWith("OTEL_")
                      || name.startsWith("DD_")
                      || name.startsWith("CORDON_")
                      || name.equals("JAVA_TOOL_OPTIONS"));
      env.putAll(environment);
      try {
        return new App(builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
