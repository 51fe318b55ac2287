package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
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

  private static final String MAIL = "nora.lind@example.com";
  private final TestVault mails = new TestVault(MAIL);
  private final String token = mails.tokenOf.get(MAIL);

  private String sent(String format, String body) throws Exception {
    return Wire.rewrite(format, body, mails);
  }

  private static String basic(String text, Charset charset) {
    return Base64.getEncoder().encodeToString(text.getBytes(charset));
  }

  /** Tools write and read files so, and nothing says that it is base64. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"w\",\"input\":{\"content\":\"%s\"}}]}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"{\\\"encoding\\\":\\\"base64\\\",\\\"content\\\":\\\"%s\\\"}\"}]}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"x_unknown\":\"YWJjZGVmZ2hpamtsbW5vcA==\"}"
      })
  void aTextIsReadWhereNobodyExpectsBase64(String body) throws Exception {
    String text = "Grüße an %s, bitte.";
    assertEquals(
        String.format(body, basic(String.format(text, token), UTF_8)),
        sent("anthropic.messages", String.format(body, basic(String.format(text, MAIL), UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252", "UTF-8"})
  void aTextIsReadInAnyCharacterSetAndKeepsIt(String name) throws Exception {
    Charset charset = Charset.forName(name);
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":"
            + "{\"type\":\"base64\",\"media_type\":\"text/plain\",\"data\":\"%s\"}}]}]}";
    String text = "Größe;Mail\r\n3;%s\r\n4;Straße\r\n";
    String given = String.format(body, basic(String.format(text, MAIL), charset));
    byte[] expected = String.format(text, token).getBytes(charset);
    String got = sent("anthropic.messages", given);
    int from = got.indexOf("\"data\":\"") + 8;
    byte[] decoded = Base64.getDecoder().decode(got.substring(from, got.indexOf('"', from)));
    assertEquals(new String(expected, charset), new String(decoded, charset));
  }

  @Test
  void linesPaddingAndAlphabetStay() throws Exception {
    String text = "Grüße?>~ÿ?>? an %s, bitte, so bald es geht, und herzliche Grüße";
    byte[] given = String.format(text, MAIL).getBytes(UTF_8);
    byte[] expected = String.format(text, token).getBytes(UTF_8);
    Base64.Encoder lines = Base64.getMimeEncoder(60, new byte[] {'\n'});
    for (Base64.Encoder encoder :
        new Base64.Encoder[] {
          lines,
          lines.withoutPadding(),
          Base64.getUrlEncoder(),
          Base64.getUrlEncoder().withoutPadding(),
          Base64.getEncoder().withoutPadding()
        }) {
      for (String end : encoder == lines ? new String[] {"", "\\n"} : new String[] {""}) {
        String body = "{\"contents\":[{\"parts\":[{\"inlineData\":{\"data\":\"%s\"}}]}]}";
        assertEquals(
            String.format(body, encoder.encodeToString(expected).replace("\n", "\\n") + end),
            sent(
                "gemini.generate_content",
                String.format(body, encoder.encodeToString(given).replace("\n", "\\n") + end)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:text/csv;base64,",
        "DATA:text/plain;BASE64,",
        " data:;base64,",
        "data:text/csv;charset=ISO-8859-1;base64,"
      })
  void aDataUrlIsReadHoweverItIsWritten(String head) throws Exception {
    Charset charset = head.contains("8859") ? ISO_8859_1 : UTF_8;
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":"
            + "{\"file_data\":\"%s\"}}]}]}";
    String text = "ü;%s";
    assertEquals(
        String.format(body, head + basic(String.format(text, token), charset)),
        sent("openai.chat", String.format(body, head + basic(String.format(text, MAIL), charset))));
  }
}
