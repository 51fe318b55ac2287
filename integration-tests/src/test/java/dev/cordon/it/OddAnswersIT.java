package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that are not what the wire format says: the application sees them as it would without the
 * agent. Each is given to the same program twice, with and without.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("cells")
record OddAnswersIT(Matrix cell) {
  private static final String HELLO =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"EMAIL_X";
  private static final Map<String, Answer> ANSWERS = new LinkedHashMap<>();
  private static Lab lab;
  private static ScriptedServer server;
  private static App plain;

  static {
    ANSWERS.put("an empty body", Answer.json(200, ""));
    ANSWERS.put("a page", text(200, "text/html", "<html>EMAIL_ABCDEF {\"choices\":</html>"));
    ANSWERS.put("a page called JSON", Answer.json(200, "<html>down for maintenance</html>"));
    ANSWERS.put("JSON of another form", Answer.json(200, "[1, {\"choices\": null}, \"x\"]"));
    ANSWERS.put(
        "JSON that ends early", Answer.json(200, "{\"choices\":[{\"message\":{\"content\":\"EMAI"));
    ANSWERS.put(
        "bytes",
        Answer.bytes(200, "application/octet-stream", new byte[] {0, -1, 'E', 'M', 'A', -128}));
    ANSWERS.put("a wrong content type", text(200, "text/plain", "{\"choices\":[]}"));
    ANSWERS.put(
        "a wrong charset", text(200, "application/json; charset=utf-7", "{\"choices\":[]}"));
    ANSWERS.put("an error page", text(502, "text/html", "<h1>Bad gateway</h1>"));
    ANSWERS.put("an error as JSON", Answer.error(503, "overloaded"));
    ANSWERS.put(
        "an event stream that nobody asked for",
        text(200, "text/event-stream", "data: [DONE]\n\n"));
    ANSWERS.put(
        "an event that is no JSON",
        text(200, "text/event-stream", "data: {oops\n\n: comment\n\nevent: x\nid: 1\n\n"));
    ANSWERS.put("an event that ends early", text(200, "text/event-stream", HELLO));
    ANSWERS.put(
        "a stream that is cut off",
        Answer.truncatedStream(
            "text/event-stream", List.of(HELLO.getBytes(StandardCharsets.UTF_8))));
    ANSWERS.put(
        "events with other line ends",
        text(200, "text/event-stream", "data: {\"choices\":[]}\r\n\r\ndata: [DONE]\r\r"));
    ANSWERS.put(
        "compressed bytes that are not",
        (request, wire) ->
            wire.raw(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"
                    .getBytes(StandardCharsets.ISO_8859_1)));
  }

  static List<Matrix> cells() {
    return List.of(
        Matrix.okHttp().findFirst().orElseThrow(), Matrix.javaHttp().findFirst().orElseThrow());
  }

  static List<String> names() {
    return List.copyOf(ANSWERS.keySet());
  }

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab = new Lab(cell);
    server = new ScriptedServer();
    plain = cell.app().withoutAgent().start();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    plain.close();
    server.close();
    try (Lab closing = lab) {
      closing.end();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void areSeenAsWithoutTheAgent(String name) {
    for (String scenario : scenarios()) {
      Conversation with = lab.conversation(ANSWERS.get(name));
      Conversation without = server.conversation(ANSWERS.get(name));
      String body = Bodies.stream("Why is the sky blue?");
      App.Reply governed = lab.call(scenario, with.baseUrl() + "/chat/completions", body);
      App.Reply ordinary = plain.run(scenario, without.baseUrl() + "/chat/completions", body);
      assertEquals(ordinary.ok(), governed.ok(), governed.text());
      assertEquals(firstWord(ordinary), firstWord(governed), scenario);
      if (ordinary.ok()) {
        assertEquals(ordinary.text(), governed.text(), scenario);
      }
      lab.span();
    }
  }

  /** The exception's class; messages name ports. */
  private static String firstWord(App.Reply reply) {
    return reply.text().split(":", 2)[0].split("\n", 2)[0];
  }

  private List<String> scenarios() {
    return cell.program().equals("okhttp")
        ? List.of("post", "enqueue", "lines")
        : List.of("ofString", "ofLines", "sendAsync", "ofPublisher");
  }

  private static Answer text(int status, String contentType, String text) {
    return Answer.bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }
}
