package dev.cordon.engine.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A canary is found wherever it stands in a request: every key and every value of every format. */
class EveryStringTest {
  private static final String CANARY = "7Q2M-X0HT-93KD-VA8R-4WZC";
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  private final Call call = new Call("version: 1\ncanaries: {values: [" + CANARY + "]}\n");

  static Stream<Sample> requests() {
    return Samples.all().stream().filter(sample -> !sample.request.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isSearched(Sample sample) {
    String body =
        sample
            .request
            .replace("@T", "a text")
            .replace("@N", "{\\\"k\\\":\\\"v\\\"}")
            .replace("@O", "{\"k\":\"v\"}")
            .replace("@R", "raw");
    Exchange harmless = call.open(sample);
    assertNotNull(harmless);
    assertNull(harmless.judge(body.getBytes(UTF_8)).refusal(), body);
    Matcher string = STRING.matcher(body);
    int strings = 0;
    while (string.find()) {
      for (String canary : new String[] {CANARY, "\\u0037" + CANARY.substring(1)}) {
        String with =
            body.substring(0, string.start() + 1) + canary + body.substring(string.end() - 1);
        boolean isEscape = canary.startsWith("\\") && !sample.contentType.contains("json");
        boolean isNoCall =
            sample.host.equals("localhost")
                && string.group().matches("\"(model|messages|prompt|input)\"");
        if (isEscape || isNoCall) {
          continue; // without these keys a body at a host that nobody knows is no call
        }
        Exchange exchange = call.open(sample);
        assertNotNull(exchange.judge(with.getBytes(UTF_8)).refusal(), with);
        assertTrue(exchange.refusal().contains("canaries.request"), exchange.refusal());
      }
      strings++;
    }
    assertTrue(strings > 0 || !sample.contentType.contains("json"), body);
  }
}
