package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cordon.engine.audit.ExchangeRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not simply JSON in UTF-8. */
class RequestBodyFormsTest {
  private static final String JANE = "jane@example.com";
  private static final String CHAT = "{\"messages\":[{\"content\":\"\u00e6 %s\"}]}";

  private final TestVault vault = new TestVault(JANE);
  private final String token = vault.tokenOf.get(JANE);
  private final ExchangeRecord record = Wire.record();

  @ParameterizedTest
  @ValueSource(
      strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16", "x-UTF-16LE-BOM"})
  void wideCharactersAreRecognisedAndKept(String name) throws Exception {
    Charset charset = Charset.forName(name);
    byte[] sent = rewrite(CHAT.formatted(JANE).getBytes(charset), "application/json", null);
    assertEquals(CHAT.formatted(token), new String(sent, charset));
  }

  @Test
  void bodiesInOtherCharacterSetsKeepThem() throws Exception {
    String type = "application/json; charset=ISO-8859-1";
    assertArrayEquals(
        CHAT.formatted(token).getBytes(ISO_8859_1),
        rewrite(CHAT.formatted(JANE).getBytes(ISO_8859_1), type, null));
    byte[] clean = CHAT.formatted("x").getBytes(UTF_16LE);
    assertSame(clean, rewrite(clean, type, null));
    byte[] clean2 = CHAT.formatted("x").getBytes(UTF_16BE);
    assertSame(clean2, rewrite(clean2, null, null));
  }

  @Test
  void aByteOrderMarkStays() throws Exception {
    assertEquals(
        "\ufeff" + CHAT.formatted(token),
        text(("\ufeff" + CHAT).formatted(JANE), "application/json"));
  }

  @Test
  void compressedBodiesAreCompressedAgain() throws Exception {
    byte[] plain = CHAT.formatted(JANE).getBytes(UTF_8);
    byte[] gzip = rewrite(gzip(plain), "application/json", "gzip");
    assertEquals(
        CHAT.formatted(token),
        new String(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes(), UTF_8));
    byte[] deflated = rewrite(deflate(plain), "application/json", "deflate");
    assertEquals(
        CHAT.formatted(token),
        new String(
            new InflaterInputStream(new ByteArrayInputStream(deflated)).readAllBytes(), UTF_8));
    byte[] clean = gzip("{}".getBytes(UTF_8));
    assertSame(clean, rewrite(clean, "application/json", "gzip"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, br", "aws-chunked"})
  void otherCodingsCannotBeJudged(String coding) {
    assertThrows(
        MalformedBodyException.class, () -> rewrite(new byte[] {1, 2}, "application/json", coding));
  }

  @Test
  void brokenCompressionCannotBeJudged() {
    assertThrows(
        MalformedBodyException.class,
        () -> rewrite(new byte[] {31, -117, 8, 0}, "application/json", "gzip"));
    assertThrows(
        MalformedBodyException.class,
        () -> rewrite("{}".getBytes(UTF_8), "application/json", "deflate"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "nonsense"
      })
  void jsonIsReadAsJsonWhateverItsType(String type) throws Exception {
    String body = "{\"messages\":[{\"content\":\"jane\\u0040example.com\"}]}";
    assertEquals("{\"messages\":[{\"content\":\"" + token + "\"}]}", text(body, type));
  }

  @Test
  void jsonLinesAreReadLineByLine() throws Exception {
    String lines = "{\"body\":{\"input\":\"%1$s\"}}\n\n{\"body\":{\"input\":[\"%1$s\"]}}\r\n";
    assertEquals(lines.formatted(token), text(lines.formatted(JANE), "application/jsonl"));
  }

  @Test
  void multipartTextIsRewrittenAndFilesOfOtherKindsCounted() throws Exception {
    String body =
        "--b1\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nfor %1$s\r\n"
            + "--b1\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n"
            + JANE
            + "\r\n"
            + "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            + "{\"input\":\"%2$s\"}\n{\"input\":\"x\"}\n\r\n"
            + "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
            + "\u0001\u0002"
            + JANE
            + "\r\n"
            + "--b1--\r\n";
    String type = "multipart/form-data; boundary=\"b1\"";
    assertEquals(
        body.formatted(token, token),
        new String(
            Wire.format("openai.transcriptions")
                .rewrite(
                    body.formatted(JANE, "jane\\u0040example.com").getBytes(UTF_8),
                    type,
                    null,
                    vault,
                    record),
            UTF_8));
    assertEquals(2 + JANE.length(), record.unscannedBytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0001%s", "%s \u0000", "a\u0001\u0002\u0003\u0004\u0005\u0006 %s", "\u007f%s"})
  void controlCharactersHideNothingInAField(String text) throws Exception {
    String body =
        "--b1\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n" + text + "\r\n--b1--";
    String sent =
        new String(
            rewrite(body.formatted(JANE).getBytes(UTF_8), "multipart/form-data; boundary=b1", null),
            UTF_8);
    assertEquals(body.formatted(token), sent);
    assertEquals(0, record.unscannedBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--b1\r\nno end", "no boundary at all", "--b1\r\nno headers\r\n--b1--"})
  void brokenMultipartCannotBeJudged(String body) {
    assertThrows(
        MalformedBodyException.class,
        () -> rewrite(body.getBytes(UTF_8), "multipart/form-data; boundary=b1", null));
  }

  @Test
  void formsAreDecodedAndOnlyTouchedFieldsEncodedAnew() throws Exception {
    assertEquals(
        "a=%7e+x&prompt=to%20" + token + "&b",
        text("a=%7e+x&prompt=to+jane%40example.com&b", "application/x-www-form-urlencoded"));
  }

  @Test
  void jsonInAFieldOfAFormIsReadAsJson() throws Exception {
    assertEquals(
        "payload=%7B%22to%22%3A%22" + token + "%22%2C%22n%22%3A1.0%7D&b=1+2",
        text(
            "payload=%7B%22to%22%3A%22jane%5Cu0040example.com%22%2C%22n%22%3A1.0%7D&b=1+2",
            "application/x-www-form-urlencoded"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Disposition: form-data; name=\"file\";\r\n filename=\"%s.txt\"",
        "Content-Disposition: form-data;\r\n\tname=\"file\";\r\n\tfilename=\"a; %s\"",
        "Content-Disposition: form-data; name=\"file\"; filename=\"of \\\"%s\\\".txt\"",
        "Content-Disposition: form-data; filename=%s; name=\"file\"",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Type: text/plain; name=\"%s\"",
        "X-Sender:\r\n %s\r\nContent-Disposition: form-data; name=\"file\""
      })
  void headersOfAPartAreReadHoweverTheyAreWritten(String head) throws Exception {
    String body = "--b1\r\n" + head + "\r\n\r\nx\r\n--b1--\r\n";
    String type = "multipart/form-data; boundary=b1";
    assertEquals(body.formatted(token), text(body.formatted(JANE), type));
  }

  @Test
  void aFileOfFoldedHeadersIsOne() throws Exception {
    String body =
        "--b1\r\nContent-Disposition: form-data;\r\n name=\"model\";\r\n filename=\"a.txt\"\r\n\r\n"
            + "to %s\r\n--b1--\r\n";
    String type = "multipart/form-data; boundary=b1";
    assertEquals(body.formatted(token), text(body.formatted(JANE), type));
  }

  @Test
  void aPartInBase64IsRead() throws Exception {
    String body =
        "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n%s\r\n--b1--\r\n";
    String type = "multipart/form-data; boundary=b1";
    String text = "id;mail\n".repeat(20) + "7;%s\n";
    java.util.Base64.Encoder mime = java.util.Base64.getMimeEncoder();
    assertEquals(
        body.formatted(mime.encodeToString(text.formatted(token).getBytes(UTF_8))),
        text(body.formatted(mime.encodeToString(text.formatted(JANE).getBytes(UTF_8))), type));
  }

  @Test
  void binaryBodiesAreCounted() throws Exception {
    byte[] body = {0, 1, 2, 3};
    assertSame(body, rewrite(body, "audio/wav", null));
    assertEquals(4, record.unscannedBytes());
    assertFalse(String.join("", vault.seen).contains("\u0001"));
  }

  private String text(String body, String type) throws Exception {
    return new String(rewrite(body.getBytes(UTF_8), type, null), UTF_8);
  }

  private byte[] rewrite(byte[] body, String type, String coding) throws MalformedBodyException {
    return Wire.format("openai.chat").rewrite(body, type, coding, vault, record);
  }

  static byte[] gzip(byte[] plain) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] plain) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
      deflate.write(plain);
    }
    return out.toByteArray();
  }
}
