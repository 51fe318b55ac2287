package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an application asks its client for.
 *
 * @param method the HTTP method
 * @param url where to
 * @param headers name and value of each line, without the body's own
 * @param contentType the body's type
 * @param body the body; empty for none
 * @param framing how the body is given to the client
 */
public record Ask(
    String method,
    String url,
    List<Map.Entry<String, String>> headers,
    String contentType,
    byte[] body,
    Framing framing) {

  /** How a body is given to a client. */
  public enum Framing {
    /** As bytes. */
    WHOLE,
    /** In pieces, its length unknown. */
    CHUNKED,
    /** In pieces that can be had once, its length announced. */
    ONE_SHOT
  }

  /** A POST of JSON. */
  public static Ask post(String url, String json) {
    return new Ask("POST", url, List.of(), "application/json", json.getBytes(UTF_8), Framing.WHOLE);
  }

  /** The same, its body given otherwise. */
  public Ask framed(Framing other) {
    return new Ask(method, url, headers, contentType, body, other);
  }

  /** The same with one header line more. */
  public Ask with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Ask(method, url, more, contentType, body, framing);
  }

  /** The same with a body of another type. */
  public Ask typed(String type, String text) {
    return new Ask(method, url, headers, type, text.getBytes(UTF_8), framing);
  }
}
