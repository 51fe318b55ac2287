package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cordon.engine.audit.ExchangeRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is told by its bytes: whatever its type claims, it is read; what is none is counted. */
class FileTextTest {
  private static final String JANE = "jane@example.com";

  private final TestVault vault = new TestVault(JANE);
  private final ExchangeRecord record = Wire.record();
  private final String token = vault.tokenOf.get(JANE);

  private byte[] rewritten(byte[] body, String type) throws MalformedBodyException {
    return Wire.format("generic").rewrite(body, type, null, vault, record);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/csv",
        "application/vnd.ms-excel",
        "application/x-yaml",
        "application/x-sh",
        "application/sql",
        "application/x-javascript",
        "application/rtf",
        "message/rfc822",
        "application/x-tex",
        "application/graphql",
        "application/toml",
        "application/json5",
        "application/x-something-new",
        "image/png",
        "text/plain; charset=utf-16",
        "text/plain; charset=IBM037",
        "text/plain; charset=utf-32be",
      })
  void textIsReadWhateverItIsCalled(String type) throws Exception {
    String text = "id;mail;n\n1;%s;caf\u00e9\n";
    byte[] sent = rewritten(text.formatted(JANE).getBytes(UTF_8), type);
    assertEquals(text.formatted(token), new String(sent, UTF_8));
    assertEquals(0, record.unscannedBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, Dear %s, welcome.",
    "UTF-16BE, Dear %s, welcome.",
    "UTF-16LE, '\u041f\u0440\u0438\u0432\u0435\u0442, %s!'",
    "UTF-16BE, '\u041f\u0440\u0438\u0432\u0435\u0442, %s!'",
    "UTF-16LE, '\u4f60\u597d\uff0c%s\u3002\u8bf7\u56de\u590d'",
    "UTF-16BE, '\u4f60\u597d\uff0c%s\u3002\u8bf7\u56de\u590d'",
    "UTF-32LE, 'Gr\u00fc\u00dfe an %s'",
    "UTF-32BE, 'Gr\u00fc\u00dfe an %s'",
  })
  void wideTextIsKnownWithoutADeclaration(String charset, String text) throws Exception {
    Charset in = Charset.forName(charset);
    for (String type : new String[] {"text/plain", "application/octet-stream", null}) {
      byte[] sent = rewritten(text.formatted(JANE).getBytes(in), type);
      assertEquals(text.formatted(token), new String(sent, in), type);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IBM037, Dear %s today",
    "windows-1252, 'Gr\u00fc\u00dfe an %s'",
    "KOI8-R, '\u041f\u0440\u0438\u0432\u0435\u0442 %s'",
    "Shift_JIS, '\u7530\u4e2d %s'",
    "ISO-2022-JP, '\u7530\u4e2d %s'",
  })
  void aDeclaredCharacterSetIsBelievedWhereTheBytesBearItOut(String charset, String text)
      throws Exception {
    Charset in = Charset.forName(charset);
    byte[] sent =
        rewritten(text.formatted(JANE).getBytes(in), "text/plain; charset=\"" + charset + '"');
    assertEquals(text.formatted(token), new String(sent, in));
  }

  @Test
  void textThatBeginsWithZerosIsText() throws Exception {
    byte[] sent = rewritten(("\0\0to " + JANE + " and others").getBytes(UTF_8), "text/plain");
    assertEquals("\0\0to " + token + " and others", new String(sent, UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-7", "UNICODE-1-1-UTF-7", "x-no-such-set\u00e9"})
  void asciiThatStandsForSomethingElseCantBeJudged(String charset) {
    byte[] body =
        ("to jane+AEA-example.com" + (charset.startsWith("x") ? "\u00e9" : ""))
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThrows(
        MalformedBodyException.class, () -> rewritten(body, "text/plain; charset=" + charset));
  }

  @Property(tries = 300, seed = "3233476256")
  void bytesThatAreNoTextStayAndAreCounted(@ForAll @Size(min = 64, max = 300) byte[] tail)
      throws Exception {
    byte[] body = new byte[tail.length + 16];
    System.arraycopy(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3, (byte) 0xFF, 5, 6}, 0, body, 0, 10);
    System.arraycopy(tail, 0, body, 16, tail.length);
    assertArrayEquals(body.clone(), rewritten(body, "image/png"));
  }

  @Test
  void anOfficeFileWithAFindingCantBeSentAndOneWithoutCan() throws Exception {
    String paragraph = "<w:p><w:r><w:t>Dear %s</w:t></w:r><w:r><w:t>%s</w:t></w:r></w:p>";
    byte[] split = zip("word/document.xml", paragraph.formatted("jane@exam", "ple.com"));
    assertThrows(UnchangeableTextException.class, () -> rewritten(split, "application/zip"));
    byte[] sheet =
        zip("xl/sharedStrings.xml", "<sst><si><t>x</t></si><si><t>" + JANE + "</t></si></sst>");
    assertThrows(UnchangeableTextException.class, () -> rewritten(sheet, null));
    byte[] harmless = zip("ppt/slides/slide1.xml", "<a:p><a:t>Quarterly plan</a:t></a:p>");
    assertSame(harmless, rewritten(harmless, "application/octet-stream"));
    assertEquals(0, record.unscannedBytes());
  }

  @Test
  void whatAnArchiveHoldsBesidesTextIsCounted() throws Exception {
    byte[] picture = zip("word/media/image1.png", "x");
    assertSame(picture, rewritten(picture, null));
    assertEquals(picture.length, record.unscannedBytes());
  }

  @Test
  void anArchiveThatUnfoldsWithoutEndIsReadToABound() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 3; i++) {
        zip.putNextEntry(new ZipEntry("a" + i + ".xml"));
        byte[] blank = new byte[1 << 20];
        for (int j = 0; j < 40; j++) {
          zip.write(blank);
        }
        zip.closeEntry();
      }
    }
    byte[] bomb = bytes.toByteArray();
    assertSame(bomb, rewritten(bomb, null));
    assertEquals(bomb.length, record.unscannedBytes());
  }

  @Test
  void everyPlaceOfAMultipartBodyIsRead() throws Exception {
    String inner = "--in\r\nContent-Type: text/x-new\r\n\r\nto %1$s\r\n--in--\r\n";
    String body =
        "for %1$s first\r\n--out\r\n"
            + "Content-Disposition: form-data; name=\"%1$s\"; filename=\"%1$s.csv\"\r\n"
            + "Content-Type: application/vnd.ms-excel\r\nContent-Length: %2$d\r\n"
            + "X-Sender: %1$s\r\n\r\n%1$s,1\r\n--out\r\n"
            + "Content-Disposition: form-data; name=\"n\"\r\n"
            + "Content-Type: multipart/mixed; boundary=in\r\n\r\n"
            + inner
            + "\r\n--out--\r\nand %1$s last\r\n";
    byte[] sent =
        rewritten(
            body.formatted(JANE, JANE.length() + 2).getBytes(UTF_8),
            "multipart/form-data; boundary=out");
    assertEquals(body.formatted(token, token.length() + 2), new String(sent, UTF_8));
  }

  private static byte[] zip(String name, String xml) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(("<?xml version=\"1.0\"?>" + xml).getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
