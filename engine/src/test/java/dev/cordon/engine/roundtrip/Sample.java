package dev.cordon.engine.roundtrip;

import java.util.ArrayList;
import java.util.List;

/**
 * One wire format as its vendor documents it: a request, an answer and a stream, with places for
 * contents.
 *
 * <p>{@code "@T"}: a text. {@code "@N"}: JSON inside of a string. {@code @O}: a JSON object.
 * {@code @R}: a text that is no JSON string. In answers they hold what the request held.
 */
final class Sample {
  /** How a stream's events are framed. */
  enum Framing {
    SSE,
    LINES,
    ARRAY,
    AWS,
    AWS_BYTES
  }

  /**
   * A text that streams.
   *
   * @param event the event; {@code @I} is what tells texts apart
   * @param pointer where the text stands
   * @param index where {@code @I} stands, empty when there is only one such text
   * @param end the event that ends it, empty when there is none; may hold the text whole
   * @param json whether the text is JSON, as a tool call's arguments are
   */
  record Delta(String event, String pointer, String index, String end, boolean json) {}

  final String format;
  final String method;
  final String host;
  final String path;
  String contentType = "application/json";
  String request = "";
  String answer = "";
  Framing framing = Framing.SSE;
  List<String> head = List.of();
  final List<Delta> deltas = new ArrayList<>();
  List<String> tail = List.of();

  Sample(String format, String method, String host, String path) {
    this.format = format;
    this.method = method;
    this.host = host;
    this.path = path;
  }

  Sample type(String value) {
    contentType = value;
    return this;
  }

  Sample request(String value) {
    request = value;
    return this;
  }

  Sample answer(String value) {
    answer = value;
    return this;
  }

  Sample stream(Framing value, String... events) {
    framing = value;
    head = List.of(events);
    return this;
  }

  Sample text(String event, String pointer, String index, String end) {
    deltas.add(new Delta(event, pointer, index, end, false));
    return this;
  }

  Sample json(String event, String pointer, String index, String end) {
    deltas.add(new Delta(event, pointer, index, end, true));
    return this;
  }

  Sample tail(String... events) {
    tail = List.of(events);
    return this;
  }

  @Override
  public String toString() {
    return format + (framing == Framing.SSE ? "" : " " + framing);
  }
}
