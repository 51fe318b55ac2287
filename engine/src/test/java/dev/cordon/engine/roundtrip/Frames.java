package dev.cordon.engine.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.roundtrip.Sample.Framing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Puts events into a stream and takes them out again, as a vendor's SDK would. An event is JSON, or
 * for SSE any data; {@code type|json} names its type where the framing has one.
 */
final class Frames {
  private Frames() {}

  static String contentType(Framing framing) {
    return switch (framing) {
      case SSE -> "text/event-stream; charset=utf-8";
      case LINES -> "application/x-ndjson";
      case ARRAY -> "application/json; charset=UTF-8";
      case AWS, AWS_BYTES -> "application/vnd.amazon.eventstream";
    };
  }

  static String data(String event) {
    return event.replaceFirst("^[A-Za-z_.-]+\\|", "");
  }

  private static String type(String event) {
    String data = data(event);
    return data.length() == event.length() ? "" : event.substring(0, event.indexOf('|'));
  }

  static byte[] write(Framing framing, List<String> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String separator = "[";
    for (String event : events) {
      switch (framing) {
        case SSE -> sse(event, out);
        case LINES -> out.writeBytes((data(event) + "\n").getBytes(UTF_8));
        case ARRAY -> out.writeBytes((separator + data(event)).getBytes(UTF_8));
        case AWS -> out.writeBytes(message(type(event), data(event).getBytes(UTF_8)));
        case AWS_BYTES -> {
          String base64 = Base64.getEncoder().encodeToString(data(event).getBytes(UTF_8));
          out.writeBytes(message("chunk", ("{\"bytes\":\"" + base64 + "\"}").getBytes(UTF_8)));
        }
      }
      separator = ",\r\n";
    }
    if (framing == Framing.ARRAY) {
      out.writeBytes("]".getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private static void sse(String event, ByteArrayOutputStream out) {
    String type = type(event);
    String name = type.isEmpty() ? "" : "event: " + type + "\n";
    boolean comment = event.startsWith(":");
    out.writeBytes((name + (comment ? event : "data: " + data(event)) + "\n\n").getBytes(UTF_8));
  }

  static byte[] message(String type, byte[] payload) {
    byte[] name = ":event-type".getBytes(UTF_8);
    byte[] value = type.getBytes(UTF_8);
    int headers = 1 + name.length + 3 + value.length;
    ByteBuffer message = ByteBuffer.allocate(12 + headers + payload.length + 4);
    message.putInt(message.capacity()).putInt(headers).putInt(crc(message.array(), 8));
    message.put((byte) name.length).put(name).put((byte) 7);
    message.putShort((short) value.length).put(value).put(payload);
    message.putInt(crc(message.array(), message.position()));
    return message.array();
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Returns the events' data; fails on what a strict reader would not take. */
  static List<String> read(Framing framing, byte[] stream) throws Exception {
    String text = new String(stream, UTF_8);
    List<String> events = new ArrayList<>();
    switch (framing) {
      case SSE -> {
        for (String event : text.split("\n\n")) {
          events.add(event.replaceFirst("^event: [^\n]*\n", "").replaceFirst("^data: ", ""));
        }
      }
      case LINES -> events.addAll(Arrays.asList(text.split("\n")));
      case ARRAY -> Trees.read(text).forEach(element -> events.add(element.toString()));
      case AWS, AWS_BYTES -> {
        ByteBuffer in = ByteBuffer.wrap(stream);
        while (in.hasRemaining()) {
          events.add(readMessage(in, framing == Framing.AWS_BYTES));
        }
      }
    }
    return events;
  }

  private static String readMessage(ByteBuffer in, boolean base64) throws Exception {
    byte[] message = new byte[in.getInt(in.position())];
    in.get(message);
    ByteBuffer fields = ByteBuffer.wrap(message);
    if (fields.getInt(8) != crc(message, 8)
        || fields.getInt(message.length - 4) != crc(message, message.length - 4)) {
      throw new IllegalArgumentException("wrong checksum");
    }
    String payload =
        new String(message, 12 + fields.getInt(4), message.length - 16 - fields.getInt(4), UTF_8);
    boolean isError = new String(message, 12, fields.getInt(4), UTF_8).contains("exception");
    return base64 && !isError
        ? new String(Base64.getDecoder().decode(Trees.read(payload).get("bytes").asText()), UTF_8)
        : payload;
  }
}
