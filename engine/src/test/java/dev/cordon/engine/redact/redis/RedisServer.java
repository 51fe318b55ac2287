package dev.cordon.engine.redact.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A real Redis on a free loopback port, with an own directory and nothing on disk. */
public final class RedisServer implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/redis-server");

  private final Path folder;
  private final List<String> options;
  public final int port;
  private Process process;

  private RedisServer(int port, Path folder, String... options) {
    this.port = port;
    this.folder = folder;
    this.options = List.of(options);
  }

  /** Starts a server; the test is skipped where none is installed. */
  public static RedisServer start(Path folder, String... options) throws Exception {
    return start(folder, freePort(), options);
  }

  /** Starts a server whose options say where it listens. */
  public static RedisServer start(Path folder, int port, String... options) throws Exception {
    assumeTrue(
        Files.isExecutable(PROGRAM),
        "needs " + PROGRAM + " (Debian: apt-get install redis-server)");
    RedisServer server = new RedisServer(port, folder, options);
    server.start();
    return server;
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public void start() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM.toString(),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "no"));
    if (!options.contains("--port")) {
      command.addAll(List.of("--port", Integer.toString(port)));
    }
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    Await.until("Redis takes commands", this::serves);
  }

  /** Redis takes connections before it has read its file: commands fail with LOADING until then. */
  private boolean serves() {
    if (!process.isAlive()) {
      throw new AssertionError("Redis ended: " + log());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      if (options.contains("--tls-port")) {
        return socket.isConnected();
      }
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write("PING\r\n".getBytes(ISO_8859_1));
      String reply =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
      return reply != null && !reply.startsWith("-LOADING");
    } catch (IOException e) {
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("redis.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Ends the server at once, with everything that it knew. */
  public void stop() throws Exception {
    process.destroyForcibly();
    Await.end(process);
  }

  @Override
  public void close() throws Exception {
    stop();
  }

  /** Sends a command as an operator would and returns the raw reply. */
  public String ask(String... words) throws IOException {
    return ask(port, words);
  }

  /** Sends a command to whatever listens at a port, such as a sentinel. */
  public static String ask(int port, String... words) throws IOException {
    return new String(
        new ProcessBuilder(command(port, words))
            .redirectErrorStream(true)
            .start()
            .getInputStream()
            .readAllBytes(),
        ISO_8859_1);
  }

  private static List<String> command(int port, String... words) {
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/redis-cli", "-p", Integer.toString(port)));
    command.addAll(List.of(words));
    return command;
  }

  /** A policy that shares its vault through a Redis. */
  public static Policy policy(int port, String... more) {
    StringBuilder text = new StringBuilder("version: 1\ntoken_key: env:TOKENS\nvault:\n  redis:\n");
    List<String> lines = new ArrayList<>(List.of(more));
    if (!lines.toString().contains("url:")) {
      lines.add("url: redis://127.0.0.1:" + port);
    }
    if (!lines.toString().contains("encryption_key:")) {
      lines.add("encryption_key: env:VAULT");
    }
    if (!lines.toString().contains("_timeout:")) {
      lines.add("connect_timeout: 5s"); // the machine that runs the tests is busy
      lines.add("read_timeout: 5s");
    }
    lines.forEach(line -> text.append("    ").append(line).append('\n'));
    PolicyContext context =
        new PolicyContext(
            Map.of(
                "TOKENS", "0123456789abcdef0123456789abcdef",
                "VAULT", "fedcba9876543210fedcba9876543210",
                "OTHER", "another key of a good length 123",
                "PASSWORD", "open sesame"),
            Set.of(),
            VendorCatalogue.builtIn().ids());
    ParsedPolicy parsed = PolicyParser.parse("p", text.toString().getBytes(UTF_8), context);
    Policy policy = parsed.policy();
    if (policy == null) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    return policy;
  }

  /** Keeps every line. */
  public static final class Log implements EngineLog {
    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void info(String message) {
      lines.add(message);
    }

    @Override
    public synchronized void error(String message) {
      lines.add(message);
    }

    public synchronized List<String> lines() {
      return List.copyOf(lines);
    }
  }
}
