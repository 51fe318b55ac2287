package dev.cordon.instrumentation.okhttp;

import static dev.cordon.instrumentation.okhttp.Scene.CHAT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to bodies of every kind. Run by {@link EveryVersionTest}. */
class BodyScenarios {
  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  /** A body that, like one over an InputStream, can be written once, and doesn't say so. */
  private static class Once extends RequestBody {
    private final String text;
    private final long length;
    private boolean written;

    Once(String text, long length) {
      this.text = text;
      this.length = length;
    }

    @Override
    public MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      if (written) {
        throw new IOException("written twice");
      }
      written = true;
      for (int at = 0; at < text.length(); at += 1000) {
        sink.write(text.substring(at, Math.min(text.length(), at + 1000)).getBytes(UTF_8));
        sink.flush();
      }
    }
  }

  private void send(RequestBody body) throws IOException {
    scene.post(CHAT, body).body().string();
  }

  @Test
  void aOneShotBodyIsSentWholeWhenNothingIsFound() throws IOException {
    send(new Once("hello", 5));
    assertEquals("hello", scene.sentBody());
    assertTrue(scene.sent().contains("\r\nContent-Length: 5\r\n"), scene.sent());
    assertFalse(scene.sent().contains("Content-Type"), scene.sent());
  }

  @Test
  void aOneShotBodyIsRewritten() throws IOException {
    send(new Once("hello Mallory", 13));
    assertEquals("hello PERSON_7KQ2M9", scene.sentBody());
  }

  @Test
  void aBodyOfUnknownLengthStaysChunked() throws IOException {
    send(new Once("hello Mallory", -1));
    assertEquals("hello PERSON_7KQ2M9", scene.sentBody());
    assertTrue(scene.sent().contains("\r\nTransfer-Encoding: chunked\r\n"), scene.sent());
  }

  @Test
  void aBodyThatAnnouncesTooMuchIsNotRead() throws IOException {
    scene.gate.limit = 4;
    assertEquals(403, scene.post(CHAT, new Once("hello", 5)).code());
    assertEquals(List.of(), scene.server.requests());
    assertEquals("unread OVERSIZE 5 refuse", scene.gate.events().get(1));
  }

  @Test
  void aBodyThatAnnouncesTooMuchIsSentUntouchedWherePolicyAllowsIt() throws IOException {
    scene.gate.limit = 4;
    scene.gate.refuseUnread = false;
    send(new Once("hello", 5));
    assertEquals("hello", scene.sentBody());
    assertEquals("finish 25", scene.gate.events().get(3), "the answer is still ours");
  }

  @Test
  void aBodyThatTurnsOutTooLargeIsStoppedAndRefused() throws IOException {
    scene.gate.limit = 10_000;
    assertEquals(403, scene.post(CHAT, new Once("hello ".repeat(5_000), -1)).code());
    assertEquals(List.of(), scene.server.requests());
    assertEquals(
        List.of("open okhttp POST 127.0.0.1" + CHAT, "unread OVERSIZE -1 refuse"),
        scene.gate.events());
  }

  @Test
  void aBodyThatTurnsOutTooLargeIsSentWholeWherePolicyAllowsIt() throws IOException {
    scene.gate.limit = 10_000;
    scene.gate.refuseUnread = false;
    String text = "hello Mallory ".repeat(5_000);
    send(new Once(text, -1));
    assertEquals(text, scene.sentBody());
    assertEquals(
        List.of(
            "open okhttp POST 127.0.0.1" + CHAT,
            "unread OVERSIZE -1 pass",
            "answer 200",
            "finish 25"),
        scene.gate.events().subList(0, 4));
  }

  @Test
  void aBodyOfExactlyTheLimitIsRead() throws IOException {
    scene.gate.limit = 7;
    send(new Once("Mallory", -1));
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
  }

  @Test
  void aBodyThatFailsFailsTheCallAsItDidBefore() {
    IOException gone = new IOException("the file is gone");
    RequestBody body =
        new Once("", -1) {
          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            throw gone;
          }
        };
    assertSame(gone, assertThrows(IOException.class, () -> send(body)));
    assertEquals(List.of(), scene.server.requests());
    assertEquals(List.of(), scene.gate.events());
  }

  @Test
  void aBodyThatHidesThatItWasStoppedIsNotSentInPart() throws IOException {
    scene.gate.limit = 10;
    RequestBody body =
        new Once("", -1) {
          @Override
          public void writeTo(BufferedSink sink) {
            for (int i = 0; i < 100; i++) {
              try {
                sink.write(new byte[10_000]);
                sink.flush();
              } catch (IOException ignored) {
                // a body that logs and goes on
              }
            }
          }
        };
    assertEquals(403, scene.post(CHAT, body).code());
    assertEquals(List.of(), scene.server.requests());
  }

  @Test
  void aDuplexBodyIsNotRead() throws Exception {
    assumeTrue(knowsDuplex());
    RequestBody body =
        new Once("hello", -1) {
          @Override
          public boolean isDuplex() {
            return true;
          }
        };
    assertEquals(403, scene.post(CHAT, body).code());
    assertEquals("unread DUPLEX -1 refuse", scene.gate.events().get(1));
  }

  private static boolean knowsDuplex() {
    try {
      return RequestBody.class.getMethod("isDuplex") != null;
    } catch (NoSuchMethodException before314) {
      return false;
    }
  }
}
