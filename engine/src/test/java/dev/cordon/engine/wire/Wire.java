package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.TextVisitor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Short ways to send a request or an answer through a wire format. */
final class Wire {
  private Wire() {}

  static WireFormat format(String id) {
    return java.util.Objects.requireNonNull(WireFormats.catalogue().byId(id), id);
  }

  static ExchangeRecord record() {
    RequestHead head =
        new RequestHead(
            new Library("test", null),
            "POST",
            "https",
            "localhost",
            -1,
            "/",
            null,
            HeaderSource.NONE);
    return new ExchangeRecord("0", head, 0, 0);
  }

  static String rewrite(String format, String body, TextVisitor visitor)
      throws MalformedBodyException {
    return rewrite(format, body, visitor, record());
  }

  static String rewrite(String format, String body, TextVisitor visitor, ExchangeRecord record)
      throws MalformedBodyException {
    byte[] bytes = body.getBytes(UTF_8);
    return new String(
        format(format).rewrite(bytes, "application/json", null, visitor, record), UTF_8);
  }

  static HeaderSource contentType(String type) {
    return headers(Map.of("content-type", type));
  }

  static HeaderSource headers(Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    return new HeaderSource() {
      @Override
      public String first(String name) {
        return all.get(name);
      }

      @Override
      public void forEach(BiConsumer<String, String> consumer) {
        all.forEach(consumer);
      }
    };
  }

  static String answer(String format, String type, TestVault vault, String... chunks) {
    return answer(format, type, vault, record(), chunks);
  }

  static String answer(
      String format, String type, TestVault vault, ExchangeRecord record, String... chunks) {
    AnswerTransform answer = format(format).newAnswer(200, contentType(type), vault, null, record);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String chunk : chunks) {
      byte[] bytes = chunk.getBytes(UTF_8);
      pass(answer, out, bytes, 0, bytes.length);
    }
    write(out, answer.finish());
    if (answer.faulted()) {
      throw new AssertionError("the transform failed inside", ((Answer) answer).fault());
    }
    return out.toString(UTF_8);
  }

  /** Sends an answer in two pieces, split at a byte. */
  static byte[] answerSplitAt(String format, String type, TestVault vault, byte[] body, int at) {
    AnswerTransform answer =
        format(format).newAnswer(200, contentType(type), vault, null, record());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pass(answer, out, body, 0, at);
    pass(answer, out, body, at, body.length);
    write(out, answer.finish());
    if (answer.faulted()) {
      throw new AssertionError("the transform failed inside", ((Answer) answer).fault());
    }
    return out.toByteArray();
  }

  /** Sends a piece of an answer as readers do, which use their array for something else then. */
  static void pass(
      AnswerTransform answer, ByteArrayOutputStream out, byte[] bytes, int from, int to) {
    byte[] piece = Arrays.copyOfRange(bytes, from, to);
    ByteBuffer result = answer.transform(ByteBuffer.wrap(piece));
    write(out, result);
    Arrays.fill(piece, (byte) '#');
    if (result.hasArray() && result.array() != piece) {
      answer.release(result);
    }
  }

  static void write(ByteArrayOutputStream out, ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      out.write(bytes.get());
    }
  }
}
