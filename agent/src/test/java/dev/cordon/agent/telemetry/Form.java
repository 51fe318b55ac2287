package dev.cordon.agent.telemetry;

import dev.cordon.engine.Engine;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
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
 * that is expected of it. In an answer, {@code {{EMAIL}}} stands for the token that the vendor got,
 * and a line with a dot for an empty one; events of AWS are a line each, type and document.
 */
record Form(
    String name,
    String method,
    String host,
    int port,
    String path,
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
          request[1],
          Integer.parseInt(status[0]),
          status[1],
          answer[1],
          parts[2],
          file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
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
            new Headers(Map.of("content-type", "application/json")));
    Exchange exchange = engine.open(head);
    if (exchange == null) {
      throw new AssertionError(name + " is no AI call");
    }
    Verdict verdict = exchange.judge(change.apply(request).getBytes(StandardCharsets.UTF_8));
    if (verdict.refusal() != null) {
      return List.of("", new String(verdict.refusal().body(), StandardCharsets.UTF_8));
    }
    String sent = new String(verdict.body(), StandardCharsets.UTF_8);
    Matcher token = TOKEN.matcher(sent);
    String word = token.find() ? token.group() : "nobody";
    byte[] bytes = answer(change, word);
    StreamTransform transform =
        exchange.answer(status, new Headers(Map.of("content-type", contentType)));
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    int half = bytes.length / 2; // whatever is there is cut in two
    put(got, transform.transform(ByteBuffer.wrap(bytes, 0, half).slice()));
    put(got, transform.transform(ByteBuffer.wrap(bytes, half, bytes.length - half).slice()));
    put(got, transform.finish());
    return List.of(sent, got.toString(StandardCharsets.UTF_8));
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
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (String line : text.split("\n")) {
      String[] event = line.split(" ", 2);
      frame(frames, event[0], event[1].getBytes(StandardCharsets.UTF_8));
    }
    return frames.toByteArray();
  }

  /** A message of an AWS event stream. */
  private static void frame(ByteArrayOutputStream into, String type, byte[] payload) {
    try {
      ByteArrayOutputStream headers = new ByteArrayOutputStream();
      DataOutputStream data = new DataOutputStream(headers);
      for (String[] header :
          new String[][] {
            {":event-type", type}, {":content-type", "application/json"}, {":message-type", "event"}
          }) {
        data.writeByte(header[0].length());
        data.writeBytes(header[0]);
        data.writeByte(7);
        data.writeUTF(header[1]);
      }
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(message);
      out.writeInt(16 + headers.size() + payload.length);
      out.writeInt(headers.size());
      out.writeInt(crc(message.toByteArray()));
      out.write(headers.toByteArray());
      out.write(payload);
      out.writeInt(crc(message.toByteArray()));
      into.writeBytes(message.toByteArray());
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static int crc(byte[] bytes) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
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
