package dev.cordon.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.it.harness.AgentCommand;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.testing.Await;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is told while something happens, and what is found out afterwards, of real calls. */
class IncidentIT {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void alertsReachTheWebhookAndTheTrailTellsOfTheIncident() throws Exception {
    Path trail = Places.scratch("incident").resolve("audit.jsonl");
    Path key = Files.writeString(trail.resolveSibling("key"), KEY);
    List<String> bodies = new CopyOnWriteArrayList<>();
    HttpServer hook = hook(bodies);
    Path policy = policy(trail, key, hook.getAddress().getPort());
    try (Lab lab = Lab.of(Matrix.okHttp().findFirst().orElseThrow(), app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      lab.call("post", url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      Await.until(
          "the alert of a class that the caller never had",
          () -> bodies.stream().anyMatch(body -> body.contains("\"alert\":\"new.class\"")));
      lab.end();
    } finally {
      hook.stop(0);
    }
    for (String body : bodies) {
      assertEquals("alert", JSON.readTree(body).get("event").asText());
      assertFalse(body.contains(Sample.EMAIL), body);
    }
    JsonNode incident =
        JSON.readTree(
            AgentCommand.succeed(
                    "incident",
                    "--json",
                    "--host",
                    "127.0.0.1",
                    "--key-file",
                    key.toString(),
                    trail.toString())
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow());
    assertEquals(1, incident.at("/total/calls").asInt(), "the webhook's own calls are none");
    assertTrue(incident.get("integrity").get("intact").asBoolean());
    assertTrue(incident.get("classes").toString().contains("\"personal\""), incident.toString());
    assertEquals(1, incident.get("conversations").size());
    String found = find(key, trail, Sample.EMAIL.toUpperCase(Locale.ROOT));
    assertTrue(found.contains("subject find: 1 call carried it"), found);
    String nothing = find(key, trail, "nobody@acme-mail.net");
    assertTrue(nothing.contains("subject find: 0 calls carried it"), nothing);
  }

  private static HttpServer hook(List<String> bodies) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Path policy(Path trail, Path key, int port) {
    return Policies.of(
        "hosts:",
        "  127.0.0.1: openai",
        "audit:",
        "  file: " + trail,
        "  key: file:" + key,
        "  subjects: true",
        "alerts:",
        "  learn: 0s",
        "  webhook: http://127.0.0.1:" + port + "/hook",
        "  secret: file:" + key);
  }

  private static String find(Path key, Path trail, String value) throws Exception {
    String jar = Places.agentJar().toString();
    String java = System.getProperty("java.home") + "/bin/java";
    ProcessBuilder command =
        new ProcessBuilder(
            java, "-jar", jar, "subject", "find", "--key-file", key.toString(), trail.toString());
    command.redirectErrorStream(true);
    Process process = command.start();
    process.getOutputStream().write((value + "\n").getBytes(UTF_8));
    process.getOutputStream().close();
    String said = Await.output(process);
    assertTrue(said.contains("intact: "), said);
    return said;
  }
}
