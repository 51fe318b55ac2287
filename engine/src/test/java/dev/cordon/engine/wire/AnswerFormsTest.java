package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.NoRestorer;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Content codings, answers that are only observed, faults, and findings in answers. */
class AnswerFormsTest {
  private static final String JANE = "jane@example.com";

  private final TestVault vault = new TestVault(JANE);
  private final String token = vault.tokenOf.get(JANE);

  @Test
  void theTransportHasUndoneTheCoding() throws Exception {
    byte[] plain = ("{\"a\":\"" + token + "\"}").getBytes(UTF_8);
    HeaderSource headers =
        Wire.headers(Map.of("content-type", "application/json", "Content-Encoding", "gzip"));
    for (int at = 0; at <= plain.length; at++) {
      AnswerTransform answer =
          Wire.format("openai.chat").newAnswer(200, headers, vault, null, Wire.record());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Wire.pass(answer, out, plain, 0, at);
      Wire.pass(answer, out, plain, at, plain.length);
      Wire.write(out, answer.finish());
      assertEquals("{\"a\":\"" + JANE + "\"}", out.toString(UTF_8));
      assertFalse(answer.isIdentity());
    }
  }

  @Test
  void whatCannotBeReadIsTheIdentity() {
    for (Map<String, String> headers :
        List.of(
            Map.of("content-type", "audio/mpeg"),
            Map.of("content-type", "application/json", "content-encoding", "br"))) {
      AnswerTransform answer =
          Wire.format("openai.chat")
              .newAnswer(200, Wire.headers(headers), vault, null, Wire.record());
      ByteBuffer chunk = ByteBuffer.wrap(token.getBytes(UTF_8));
      assertTrue(answer.isIdentity());
      assertSame(chunk, answer.transform(chunk));
      assertFalse(answer.finish().hasRemaining());
    }
  }

  @Test
  void anObservedAnswerIsTheIdentityAndStillTellsFacts() throws Exception {
    ExchangeRecord record = Wire.record();
    List<String> seen = new ArrayList<>();
    AnswerTransform answer =
        Wire.format("openai.chat")
            .observeAnswer(
                200,
                Wire.headers(
                    Map.of("content-type", "application/json", "content-encoding", "gzip")),
                NoRestorer.INSTANCE,
                (text, from, to, key, kind, edits) -> {
                  seen.add(key + "=" + new String(text, from, to - from, UTF_8));
                  edits.add(from, to, new byte[0]);
                },
                record);
    ByteBuffer chunk =
        ByteBuffer.wrap(
            RequestBodyFormsTest.gzip(
                "{\"choices\":[{\"message\":{\"content\":\"hello\"}}],\"usage\":{\"prompt_tokens\":3}}"
                    .getBytes(UTF_8)));
    assertTrue(answer.isIdentity());
    assertSame(chunk, answer.transform(chunk));
    assertFalse(answer.finish().hasRemaining());
    assertEquals(3, record.inputTokens());
    assertTrue(seen.contains("content=hello"), seen.toString());
  }

  @Test
  void afterAFaultBytesGoOnAndNothingIsLost() {
    Restorer faulty =
        new Restorer() {
          @Override
          public boolean isEmpty() {
            return false;
          }

          @Override
          public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
            if (new String(text, from, to - from, UTF_8).contains("boom")) {
              throw new IllegalStateException("boom");
            }
            return Math.max(from, to - 2);
          }
        };
    for (String type : List.of("text/event-stream", "application/json", "text/plain")) {
      String body = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"abc\"}}]}\n\n";
      String boom = "data: {\"choices\":[{\"index\":0,\"boom\":\"boom\"}]}\n\n";
      byte[] all = (body.replace("abc", "") + boom + body).getBytes(UTF_8);
      for (int at = 0; at <= all.length; at++) {
        AnswerTransform answer =
            Wire.format("openai.chat")
                .newAnswer(200, Wire.contentType(type), faulty, null, Wire.record());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wire.pass(answer, out, all, 0, at);
        Wire.pass(answer, out, all, at, all.length);
        Wire.write(out, answer.finish());
        assertArrayEquals(all, out.toByteArray(), out.toString(UTF_8));
        assertTrue(answer.faulted());
      }
    }
  }

  @Test
  void findingsInAnswersAreMaskedWhereverTheStreamIsSplit() {
    TextVisitor mask =
        (text, from, to, key, kind, edits) -> {
          String all = new String(text, from, to - from, UTF_8);
          for (String finding : List.of("bob@example.org", "4111 1111 1111 1111")) {
            int at = all.indexOf(finding);
            if (at >= 0) {
              edits.add(from + at, from + at + finding.length(), "***".getBytes(UTF_8));
            }
          }
        };
    String text = "I wrote " + token + " and bob@example.org on card 4111 1111 1111 1111, see";
    String chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    for (int i = 0; i <= text.length(); i++) {
      AnswerTransform answer =
          Wire.format("openai.chat")
              .newAnswer(200, Wire.contentType("text/event-stream"), vault, mask, Wire.record());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (String part : List.of(text.substring(0, i), text.substring(i))) {
        Wire.write(out, answer.transform(ByteBuffer.wrap(chunk.formatted(part).getBytes(UTF_8))));
      }
      Wire.write(out, answer.finish());
      String told =
          out.toString(UTF_8).replaceAll("[^\\n]*content\":\"([^\"]*)\"[^\\n]*\\n\\n", "$1");
      assertEquals("I wrote jane@example.com and *** on card ***, see", told);
    }
  }
}
