package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.SocketServer;
import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.BedrockModel;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.VendorEcho;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A web application in Tomcat is deployed, asks a model with the client that it brings along,
 * closes it and is undeployed, twenty times: all class loaders but the last are collected. A
 * library that keeps its loader by itself is compared with a run of the same without the agent.
 *
 * <p>Every build runs {@link Redeployed#ALWAYS}; {@code -Dcordon.redeployed=all} runs all, and
 * {@code -Dcordon.redeployed=okhttp} one client's.
 */
class RedeployIT {
  private static final int DEPLOYMENTS = Integer.getInteger("cordon.deployments", 20);

  private Lab lab;

  static Stream<Redeployed> applications() {
    String which = System.getProperty("cordon.redeployed", "");
    Stream<Redeployed> all =
        which.isEmpty()
            ? Redeployed.ALWAYS.stream()
            : Stream.concat(Redeployed.ALWAYS.stream(), Redeployed.MORE.stream())
                .filter(one -> which.equals("all") || one.client().matches("(.*[+])?web-" + which));
    return all.filter(one -> one.release() <= jdk().version());
  }

  private static Jdk jdk() {
    return Jdk.all().get(Jdk.all().size() - 1);
  }

  private static App.Builder container() {
    return App.of(Program.of("tomcat", new Libraries("tomcat")))
        .on(jdk())
        .jvm("-Xmx1g", "-XX:SoftRefLRUPolicyMSPerMB=0") // softly held is not kept
        .arguments(Places.scratch("tomcat").toString());
  }

  /** A container each: what one library leaves behind slows the next one down. */
  @BeforeEach
  void start() {
    lab = new Lab(container());
  }

  @AfterEach
  void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("applications")
  void itsClassLoadersAreCollected(Redeployed application) throws Exception {
    Path war = application.exploded();
    try (Asked asked = asked(application)) {
      for (int deployment = 0; deployment < DEPLOYMENTS; deployment++) {
        lab.app().run("deploy", war.toString()).value();
        App.Reply reply = lab.call("ask", asked.vendor(), asked.prompt());
        lab.app().run("undeploy").value();
        assertTrue(reply.value().contains(Sample.EMAIL), reply.value());
        assertFalse(reply.value().contains("EMAIL_"), reply.value());
      }
      String seen = asked.seen().get();
      assertTrue(seen.contains("EMAIL_"), seen);
      Leaks.assertNone("what arrived", seen, Sample.ALL);
      int living = Integer.parseInt(lab.app().run("living", "1").value());
      if (living > 1) {
        int without = withoutAgent(war, asked);
        assertTrue(
            living <= without,
            () -> living + " class loaders are left, without the agent " + without);
      }
    }
  }

  private static int withoutAgent(Path war, Asked asked) {
    try (App plain = container().withoutAgent().start()) {
      for (int deployment = 0; deployment < DEPLOYMENTS; deployment++) {
        plain.run("deploy", war.toString()).value();
        plain.run("ask", asked.vendor(), asked.prompt()).value();
        plain.run("undeploy").value();
      }
      return Integer.parseInt(plain.run("living", "1").value());
    }
  }

  /**
   * What a client asks.
   *
   * @param vendor where
   * @param prompt what
   * @param seen all that arrived there
   * @param server what ends with it
   */
  private record Asked(String vendor, String prompt, Supplier<String> seen, AutoCloseable server)
      implements AutoCloseable {
    @Override
    public void close() throws Exception {
      server.close();
    }
  }

  private Asked asked(Redeployed application) throws Exception {
    return switch (application.model()) {
      case CHAT -> http(EchoModel.answer());
      case MESSAGES -> http(VendorEcho.anthropic());
      case BEDROCK -> http(BedrockModel.answer(5, 1 << 20));
      case SOCKET -> socket();
      case GRPC -> grpc();
      case TOOL -> tool();
    };
  }

  private Asked http(Answer answer) {
    Conversation conversation = lab.conversation(answer);
    return new Asked(
        conversation.url(),
        Sample.PERSONAL_PROMPT,
        () -> {
          StringBuilder texts = new StringBuilder();
          conversation.requests().forEach(request -> texts.append(request.text()).append('\n'));
          return texts.toString();
        },
        () -> {});
  }

  private Asked socket() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    SocketServer server =
        new SocketServer(
            (client, message) -> {
              seen.add(message.text());
              EchoModel.messages(message.text(), 3).forEach(client::send);
              client.close(1000, "");
            },
            false);
    return new Asked(
        server.url("/v1/responses"),
        "{\"type\":\"response.create\",\"input\":\"" + Sample.PERSONAL_PROMPT + "\"}",
        () -> String.join("\n", seen),
        server);
  }

  private Asked grpc() {
    App server = App.of(Program.of("grpc", new Libraries("grpc-1.76.0"))).withoutAgent().start();
    return new Asked(
        server.run("port").value(),
        Sample.PERSONAL_PROMPT,
        () -> server.run("seen").value(),
        server);
  }

  private Asked tool() {
    Path log = Places.scratch("mcp").resolve("asked");
    App server =
        App.of(Program.of("mcp-server", new Libraries("mcp-2.1.0+tomcat-10.1.34"), 17))
            .withoutAgent()
            .arguments("http", log.toString())
            .start();
    return new Asked(
        server.run("http").value(),
        Sample.PERSONAL_PROMPT,
        () -> {
          try {
            return Files.readString(log);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        server);
  }
}
