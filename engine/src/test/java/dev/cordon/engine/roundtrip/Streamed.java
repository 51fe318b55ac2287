package dev.cordon.engine.roundtrip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cordon.engine.roundtrip.Sample.Delta;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** A model's answer in a vendor's events, several texts at once, cut at random. */
final class Streamed {
  /** One text of the stream. */
  private final class Channel {
    final Delta delta;
    final int index;
    final Marked text;
    final List<String> pieces = new ArrayList<>();
    final StringBuilder got = new StringBuilder();

    Channel(Delta delta, int index, Marked text, int longest) {
      this.delta = delta;
      this.index = index;
      this.text = text;
      String told = text.with(echo.tokens);
      for (int at = 0; at < told.length(); ) {
        int end = Math.min(told.length(), at + 1 + random.nextInt(longest));
        end += end < told.length() && Character.isLowSurrogate(told.charAt(end)) ? 1 : 0;
        pieces.add(told.substring(at, end));
        at = end;
      }
    }

    String event(String template, String content) {
      String escaped = new Marked().literal(content).inString(random).toString();
      return template.replace("@I", "" + index).replace("@T", escaped).replace("@N", escaped);
    }

    /** Tells whether an event is one of this text's, and takes its part. */
    boolean takes(JsonNode event) throws Exception {
      JsonNode empty = Trees.read(Frames.data(event(delta.event(), "")));
      JsonNode part = event.at(delta.pointer());
      if (!part.isTextual() || !blank(event.deepCopy()).equals(empty)) {
        return false;
      }
      got.append(part.asText());
      return true;
    }

    /** Takes what was held back until the event that ends this text, or all. */
    JsonNode ending(JsonNode event) {
      boolean mine = delta.index().isEmpty() || event.at(delta.index()).asText().equals("" + index);
      JsonNode part = event.at(delta.pointer());
      if (!mine || !part.isTextual()) {
        return event;
      }
      got.append(part.asText());
      return blank(event);
    }

    private JsonNode blank(JsonNode event) {
      int slash = delta.pointer().lastIndexOf('/');
      ObjectNode parent = (ObjectNode) event.at(delta.pointer().substring(0, slash));
      parent.put(delta.pointer().substring(slash + 1), "");
      return event;
    }
  }

  final List<String> events = new ArrayList<>();
  final Echo echo;
  private final Random random;
  private final List<Channel> channels = new ArrayList<>();

  /** What the application is to get beside the texts, in order. */
  private final List<String> others = new ArrayList<>();

  Streamed(Sample sample, Echo echo, Random random) {
    this(echo, random);
    int next = 0; // a finish ends everything of its index
    for (Delta delta : sample.deltas) {
      for (int index = next; index < next + (delta.index().isEmpty() ? 1 : 2); index++) {
        Contents contents = echo.contents();
        Marked text = delta.json() ? contents.document(0) : contents.text();
        channels.add(new Channel(delta, index, text, 14));
      }
      next += 2;
    }
    write(sample);
  }

  private Streamed(Echo echo, Random random) {
    this.echo = echo;
    this.random = random;
  }

  /** Returns a stream that is short enough to try every split. */
  static Streamed small(Sample sample, Echo echo, Random random) {
    Streamed stream = new Streamed(echo, random);
    for (Delta delta : sample.deltas) {
      Marked text = new Marked().literal(delta.json() ? "{\"a\":\"" : "EM ");
      echo.tokens.keySet().stream()
          .limit(1)
          .forEach(
              v ->
                  text.add(
                      delta.json()
                          ? new Marked().value(v).inString(random)
                          : new Marked().value(v)));
      text.literal(delta.json() ? "\"}" : ".");
      stream.channels.add(stream.new Channel(delta, stream.channels.size(), text, 20));
    }
    stream.write(sample);
    return stream;
  }

  private void write(Sample sample) {
    sample.head.forEach(this::other);
    List<Channel> open = new ArrayList<>(channels);
    while (!open.isEmpty()) {
      Channel channel = open.get(random.nextInt(open.size()));
      if (!channel.pieces.isEmpty()) {
        events.add(channel.event(channel.delta.event(), channel.pieces.remove(0)));
        continue;
      }
      open.remove(channel);
      if (!channel.delta.end().isEmpty()) {
        events.add(channel.event(channel.delta.end(), channel.text.with(echo.tokens)));
        others.add(channel.event(channel.delta.end(), channel.text.toString()));
      }
    }
    sample.tail.forEach(this::other);
  }

  private void other(String template) {
    Marked event = echo.filled(template);
    // Raw ends of lines stand outside of strings, and would end an event's data.
    events.add(event.with(echo.tokens).replace("\r\n", " "));
    others.add(event.toString());
  }

  /** Compares what the application got with what it would have got from the model itself. */
  void assertRestored(List<String> got, String seed) throws Exception {
    Iterator<String> expected = others.iterator();
    for (String event : got) {
      if (!event.startsWith("{") || !isPart(Trees.read(event))) {
        assertTrue(expected.hasNext(), () -> seed + ": unexpected " + event);
        String other = Frames.data(expected.next());
        assertEquals(Trees.unfolded(other), Trees.unfolded(ended(event)), seed);
      }
    }
    assertEquals(false, expected.hasNext(), () -> seed + ": missing " + expected.next());
    for (Channel channel : channels) {
      assertEquals(
          Trees.unfolded(channel.text.toString()),
          Trees.unfolded(channel.got.toString()),
          () -> seed + ": " + channel.delta.event());
    }
  }

  private String ended(String event) throws Exception {
    if (!event.startsWith("{")) {
      return event;
    }
    JsonNode rest = Trees.read(event);
    for (Channel channel : channels) {
      rest = channel.ending(rest);
    }
    return rest.toString();
  }

  private boolean isPart(JsonNode event) throws Exception {
    for (Channel channel : channels) {
      if (channel.takes(event)) {
        return true;
      }
    }
    return false;
  }
}
