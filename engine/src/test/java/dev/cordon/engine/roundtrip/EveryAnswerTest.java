package dev.cordon.engine.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.roundtrip.Sample.Delta;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What policy says of answers holds in every format: whole, streamed, and in arguments of tools.
 */
class EveryAnswerTest {
  private static final String CANARY = "7Q2M-X0HT-93KD-VA8R-4WZC";

  /** What must not go on, what may be left of it where it does, and the policy. */
  private record Rule(String bad, String core, String covered, Call covering, Call ending) {
    static Rule of(String bad, String core, String covered, String policy) {
      return new Rule(
          bad,
          core,
          covered,
          new Call(
              "version: 1\n"
                  + policy.replace("links: ACTION", "links: neutralise").replace("ACTION", "mask")
                  + "\n"),
          new Call("version: 1\n" + policy.replace("ACTION", "block") + "\n"));
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              "Project Heron",
              "Heron",
              "[withheld: output.deny_patterns]",
              "output: {deny_patterns: ['Project Heron'], denied: ACTION}"),
          Rule.of(
              CANARY,
              "93KD",
              "[withheld: canaries.answer]",
              "canaries: {values: [" + CANARY + "], answer: ACTION}"),
          Rule.of(
              "![x](https://evil.test/p?d=1)", "evil.test", "![x]()", "output: {links: ACTION}"));

  static Stream<Sample> answers() {
    return Samples.all().stream().filter(sample -> !sample.answer.isEmpty());
  }

  static Stream<Sample> streams() {
    return Samples.all().stream().filter(sample -> !sample.deltas.isEmpty());
  }

  private static Exchange asked(Call call, Sample sample) {
    Exchange exchange = call.open(sample);
    assertNotNull(exchange);
    String request =
        sample
            .request
            .replace("@T", "a text")
            .replace("@N", "{\\\"k\\\":\\\"v\\\"}")
            .replace("@O", "{\"k\":\"v\"}")
            .replace("@R", "raw");
    call.judge(exchange, request.getBytes(UTF_8));
    return exchange;
  }

  private static String filled(String form, String text) {
    return form.replace("@T", "It is " + text + " now")
        .replace("@N", "{\\\"k\\\":\\\"is " + text + " now\\\"}")
        .replace("@O", "{\"k\":\"is " + text + " now\"}")
        .replace("@R", "raw " + text + " now");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void whatIsCoveredIsCoveredInEveryTextAndAllElseStays(Sample sample) {
    // What the application itself said, given back, is no answer.
    String answer =
        sample.answer.replace("\"instructions\":\"@T\"", "\"instructions\":\"as asked\"");
    for (Rule rule : RULES) {
      byte[] body = filled(answer, rule.bad).getBytes(UTF_8);
      for (int at = 0; at <= body.length; at += 1 + body.length / 97) {
        Exchange exchange = asked(rule.covering, sample);
        String got =
            new String(
                rule.covering.receive(exchange, "application/json", Splits.at(body, at)), UTF_8);
        assertEquals(filled(answer, rule.covered), got);
        Exchange ended = asked(rule.ending, sample);
        String rest =
            new String(rule.ending.receive(ended, "application/json", Splits.at(body, at)), UTF_8);
        assertFalse(rest.contains(rule.core), rest);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void itIsCoveredWhereverItsStreamIsCutAndItsEndIsTheVendorsError(Sample sample) throws Exception {
    for (Rule rule : RULES) {
      for (Delta delta : sample.deltas) {
        for (int size = 1; size < 40; size += 1 + size / 3) {
          byte[] stream = Frames.write(sample.framing, events(sample, delta, rule.bad, size));
          for (boolean ends : new boolean[] {false, true}) {
            Call call = ends ? rule.ending : rule.covering;
            byte[] got =
                call.receive(
                    asked(call, sample),
                    Frames.contentType(sample.framing),
                    Splits.at(stream, stream.length * size / 41));
            List<String> read = Frames.read(sample.framing, got);
            String all = String.join("", read);
            assertFalse(all.contains(rule.core), all);
            String last = read.get(read.size() - 1);
            assertEquals(ends, last.contains("Cordon withheld"), last);
            if (!ends) {
              String text = texts(read, delta);
              assertTrue(text.contains(rule.covered) && text.contains(" now"), text);
            }
          }
        }
      }
    }
  }

  private static List<String> events(Sample sample, Delta delta, String bad, int size) {
    String text = delta.json() ? "{\"k\":\"is " + bad + " now\"}" : "It is " + bad + " now";
    return events(sample, delta, text, List.of(text.split("(?<=\\G.{" + size + "})")));
  }

  /** Returns a stream's events in which a text comes in pieces. */
  static List<String> events(Sample sample, Delta delta, String text, List<String> pieces) {
    List<String> events = new ArrayList<>();
    sample.head.forEach(event -> events.add(filled(event, "nothing")));
    for (String piece : pieces) {
      String quoted = Trees.quoted(piece);
      String escaped = quoted.substring(1, quoted.length() - 1);
      events.add(delta.event().replace("@I", "0").replace("@T", escaped).replace("@N", escaped));
    }
    if (!delta.end().isEmpty()) {
      String quoted = Trees.quoted(text);
      String escaped = quoted.substring(1, quoted.length() - 1);
      events.add(delta.end().replace("@I", "0").replace("@T", escaped).replace("@N", escaped));
    }
    sample.tail.forEach(event -> events.add(filled(event, "nothing")));
    return events;
  }

  /** Puts the pieces of a text together. */
  static String texts(List<String> events, Delta delta) {
    StringBuilder texts = new StringBuilder();
    for (String event : events) {
      try {
        JsonNode part = Trees.read(Frames.data(event)).at(delta.pointer());
        texts.append(part.isTextual() ? part.asText() : "");
      } catch (JsonProcessingException noJson) {
        continue; // such as [DONE]
      }
    }
    return texts.toString();
  }
}
