package dev.cordon.agent.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
