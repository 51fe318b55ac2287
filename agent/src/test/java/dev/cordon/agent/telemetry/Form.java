package dev.cordon.agent.telemetry;

import dev.cordon.engine.Engine;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call of one form as its vendor documents it, from a file: request, answer, and the telemetry
 * that is expected of it. In an answer, {@code {{EMAIL}}} stands for the token that the vendor got;
 * a line with a dot is an empty one. Events of AWS are a line each, type and document; frames of a
 * WebSocket, which begins with status 101, are a line each.
 */
record Form(
    String name,
    String method,
    String host,
    int port,
    String path,
    String requestType,
    String request,
    int status,
    String contentType,
    String answer,
    String expected,
    Path file) {
  private static final Path FOLDER = Path.of("src/test/resources/dev/cordon/agent/telemetry/forms");
  private static final Pattern TOKEN = Pattern.compile("EMAIL_[A-Z0-9]+");

  static List<Form> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Form::read).toList();
    }
  }

  private static Form read(Path file) {
    try {
      String[] parts = Files.readString(file).split("\n\n", 3);
      String[] request = parts[0].split("\n", 2);
      String[] head = request[0].split(" ");
      String[] host = head[1].split(":");
      String[] answer = parts[1].split("\n", 2);
      String[] status = answer[0].split(" ");
      return new Form(
          file.getFileName().toString().replace(".txt", ""),
          head[0],
          host[0],
          host.length > 1 ? Integer.parseInt(host[1]) : 443,
          head[2],
          head.length > 3 ? head[3] : "application/json",
          request.length > 1 ? request[1] : "",
          Integer.parseInt(status[0]),
          status[1],
          answer[1],
          parts[2],
          file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Tells whether the answer comes in events, lines, elements of an array or frames. */
  boolean streams() {
    return status == 101
        || contentType.equals("text/event-stream")
        || contentType.equals("application/vnd.amazon.eventstream")
        || contentType.equals("application/x-ndjson")
        || contentType.equals("application/stream+json")
        || name.endsWith(".array");
  }

  void expect(String telemetry) throws IOException {
    String text = Files.readString(file);
    int end = text.indexOf("\n\n", text.indexOf("\n\n") + 2) + 2;
    Files.writeString(file, text.substring(0, end) + telemetry);
  }

  /** Makes the call; returns what went to the vendor and what came back to the application. */
  List<String> call(Engine engine, UnaryOperator<String> change) {
    RequestHead head =
        new RequestHead(
            new Library("test", null),
            method,
            "https",
            host,
            port,
            path,
            null,
            new Headers(request.isEmpty() ? Map.of() : Map.of("content-type", requestType)));
    Exchange exchange = engine.open(head);
    if (exchange == null) {
      throw new AssertionError(name + " is no AI call");
    }
    if (status == 101) {
      return socket(exchange, change);
    }
    Verdict verdict = exchange.judge(body(change));
    if (verdict.refusal() != null) {
      return List.of("", new String(verdict.refusal().body(), StandardCharsets.UTF_8));
    }
    String sent = new String(verdict.body(), StandardCharsets.UTF_8);
    byte[] bytes = answer(change, token(sent));
    StreamTransform transform =
        exchange.answer(status, new Headers(Map.of("content-type", contentType)));
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    int half = bytes.length / 2; // whatever is there is cut in two
    put(got, transform.transform(ByteBuffer.wrap(bytes, 0, half).slice()));
    put(got, transform.transform(ByteBuffer.wrap(bytes, half, bytes.length - half).slice()));
    put(got, transform.finish());
    return List.of(sent, got.toString(StandardCharsets.UTF_8));
  }

  private byte[] body(UnaryOperator<String> change) {
    String body = change.apply(request);
    if (requestType.startsWith("multipart/")) {
      body = body.replace("\n.\n", "\n\n").replace("\n", "\r\n") + "\r\n";
    }
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> socket(Exchange exchange, UnaryOperator<String> change) {
    if (exchange.judgeSocket().refusal() != null) {
      return List.of("", "");
    }
    SocketTransform socket = exchange.socket();
    StringBuilder sent = new StringBuilder();
    for (String frame : change.apply(request).split("\n")) {
      Verdict verdict = socket.send(frame.getBytes(StandardCharsets.UTF_8));
      if (verdict.refusal() != null) {
        break;
      }
      sent.append(new String(verdict.body(), StandardCharsets.UTF_8)).append('\n');
    }
    StringBuilder got = new StringBuilder();
    String answer = new String(answer(change, token(sent.toString())), StandardCharsets.UTF_8);
    for (String frame : answer.split("\n")) {
      socket
          .receive(frame.getBytes(StandardCharsets.UTF_8))
          .forEach(part -> got.append(new String(part, StandardCharsets.UTF_8)).append('\n'));
    }
    socket.close(null);
    return List.of(sent.toString(), got.toString());
  }

  /** What stands for the value in what went to the vendor. */
  private static String token(String sent) {
    Matcher token = TOKEN.matcher(sent);
    return token.find() ? token.group() : "nobody";
  }

  private static void put(ByteArrayOutputStream into, ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    into.writeBytes(bytes);
  }

  private byte[] answer(UnaryOperator<String> change, String token) {
    String cut = "{{EMAIL}}";
    String text = change.apply(answer).replace(cut, token);
    for (int i = 2; i < cut.length(); i++) { // the token may be cut at any place
      if (text.contains(cut.substring(0, i) + "\"") && !text.contains(cut)) {
        int at = Math.min(i, token.length() - 1);
        text = text.replace(cut.substring(0, i) + "\"", token.substring(0, at) + "\"");
        text = text.replace("\"" + cut.substring(i), "\"" + token.substring(at));
      }
    }
    if (!contentType.equals("application/vnd.amazon.eventstream")) {
      return text.replace("\n.\n", "\n\n")
          .replaceAll("\n\\.$", "\n\n")
          .getBytes(StandardCharsets.UTF_8);
    }
    return AwsFrames.of(text);
  }

  private record Headers(Map<String, String> fields) implements HeaderSource {
    @Override
    public String first(String name) {
      return fields.get(name);
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      fields.forEach(consumer);
    }
  }
}
