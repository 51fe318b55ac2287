package dev.cordon.engine.detect.custom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueReaderTest {
  private final List<String> wrong = new ArrayList<>();
  private long read;

  @Test
  void readsOneValueALine() throws Exception {
    ExactValues values =
        read("\ufeffAda Lovelace\r\n\n# a comment\n  4711-0815\t\nada LOVELACE\nlast");
    assertEquals(3, values.size());
    assertEquals(List.of(), wrong);
    assertTrue(read > 0);
  }

  @Test
  void namesTheLinesThatCannotBeUsedAndNoValue() throws Exception {
    ExactValues values = read("good value\nabc\n" + "x".repeat(200_000) + "\nother value\n\u00ff");
    assertEquals(2, values.size());
    assertEquals(
        List.of(
            "2 a value has at least 4 letters and digits and at most 16 words",
            "3 a value has at most 1024 bytes",
            "5 a value has at least 4 letters and digits and at most 16 words"),
        wrong);
    wrong.clear();
    ValueReader.read(
        new ByteArrayInputStream(new byte[] {'n', 'a', 'm', 'e', (byte) 0xff}), listener());
    assertEquals(List.of("1 is not UTF-8"), wrong);
  }

  @Test
  void readsAlikeHoweverTheStreamIsCut() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("customer ").append(i).append(i % 3 == 0 ? "\r\n" : "\n");
    }
    for (int step : new int[] {1, 7, 4096, 70_000}) {
      byte[] bytes = text.toString().getBytes(UTF_8);
      InputStream slow =
          new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int from, int length) {
              return super.read(to, from, Math.min(step, length));
            }
          };
      assertEquals(20_000, ValueReader.read(slow, listener()).size(), "step " + step);
    }
  }

  private ExactValues read(String text) throws IOException {
    return ValueReader.read(new ByteArrayInputStream(text.getBytes(UTF_8)), listener());
  }

  private ValueReader.Listener listener() {
    return new ValueReader.Listener() {
      @Override
      public void wrong(long line, String what) {
        wrong.add(line + " " + what);
      }

      @Override
      public void progress(long bytes, int values) {
        read = bytes;
      }
    };
  }
}
