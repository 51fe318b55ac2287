package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {
  /** A field may be base64, and holds a text of its letters. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kari",
        "KariNordmann",
        "kari-nordmann/oslo",
        "4111111111111111",
        "NO9386011117947x",
        "jane_roe_jane_roe_jane_roe_jane_roe_",
        "correcthorsebatterystaplecorrecthorsebattery"
      })
  void aTextOfItsLettersIsAText(String text) throws Exception {
    TestVault vault = new TestVault(text);
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":"
            + "{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"%s\"}}]}]}";
    assertEquals(
        String.format(body, vault.tokenOf.get(text)),
        Wire.rewrite("anthropic.messages", String.format(body, text), vault));
  }

  @Test
  void dataStaysData() throws Exception {
    byte[] data = new byte[150];
    new java.util.Random(3).nextBytes(data);
    String encoded = Base64.getEncoder().encodeToString(data);
    TestVault vault = new TestVault(encoded.substring(20, 40));
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":"
            + "{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"%s\"}}]}]}";
    for (String any : new String[] {encoded, "A".repeat(400)}) {
      assertEquals(
          String.format(body, any),
          Wire.rewrite("anthropic.messages", String.format(body, any), vault));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 60, 63, 64, 65, 72, 76, 100})
  void aTextIsReadHoweverItsLinesAreWrapped(int columns) {
    byte[] text = "Grüße von nora.lind@example.com 😀\n".repeat(300).getBytes(UTF_8);
    for (String end : new String[] {"\n", "\r\n"}) {
      byte[] wrapped =
          Base64.getEncoder()
              .encodeToString(text)
              .replaceAll("(.{" + columns + "})", "$1" + end)
              .getBytes(US_ASCII);
      assertArrayEquals(text, Base64Text.decodedText(wrapped, 0, wrapped.length));
    }
  }
}
