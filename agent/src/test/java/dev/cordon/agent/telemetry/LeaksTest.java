package dev.cordon.agent.telemetry;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What the canary tests look with can find. */
class LeaksTest {
  private static final String SECRET = "zq7-canary-leak.net";
  private static final Leaks LEAKS = new Leaks(SECRET);

  private static void found(byte[] bytes) {
    assertThrows(AssertionError.class, () -> LEAKS.assertNone("a text", bytes));
  }

  @Test
  void aValueIsFoundHoweverItIsWritten() {
    found(("to person7@" + SECRET + ".").getBytes(UTF_8));
    found(SECRET.toUpperCase(java.util.Locale.ROOT).getBytes(UTF_8));
    found(("x" + SECRET).getBytes(UTF_16BE));
    StringBuilder escaped = new StringBuilder();
    StringBuilder percent = new StringBuilder();
    StringBuilder hexadecimal = new StringBuilder();
    for (char c : SECRET.toCharArray()) {
      escaped.append(String.format("\\u%04X", (int) c));
      percent.append(String.format("%%%02X", (int) c));
      hexadecimal.append(String.format("%02x", (int) c));
    }
    found(escaped.toString().getBytes(UTF_8));
    found(percent.toString().getBytes(UTF_8));
    found(hexadecimal.toString().getBytes(UTF_8));
    for (String before : new String[] {"", "a", "ab", "abc"}) {
      found(Base64.getEncoder().encode((before + SECRET).getBytes(UTF_8)));
    }
  }

  @Test
  void aPartOfItIsFoundAndNothingElse() {
    found("7-canary-leak".getBytes(UTF_8));
    LEAKS.assertNone("a text", "zq7-cana and leak.ne".replace("zq7-cana", "zq7-can"));
  }
}
