package dev.cordon.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One request as the server got it.
 *
 * @param method the HTTP method
 * @param target the target without the conversation's prefix, query included
 * @param headers name and value pairs as they came
 * @param raw every byte of it as it was on the socket: head, body and chunk sizes
 * @param body the body without chunk sizes, still compressed if it was
 */
public record Received(
    String method, String target, List<String[]> headers, byte[] raw, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns a header's first value, or null. */
  public String header(String name) {
    for (String[] header : headers) {
      if (header[0].equalsIgnoreCase(name)) {
        return header[1];
      }
    }
    return null;
  }

  /** Returns the body without compression. */
  public byte[] plainBody() {
    if (!"gzip".equalsIgnoreCase(header("content-encoding"))) {
      return body;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the body as text. */
  public String text() {
    return new String(plainBody(), StandardCharsets.UTF_8);
  }

  /** Returns the body as JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(plainBody());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
