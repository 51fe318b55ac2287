package dev.cordon.instrumentation.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponse;
import dev.cordon.instrumentation.testing.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
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

  /** A body over a stream: it can be written once. */
  private static final class Once extends Scene.Text {
    private final long length;
    private boolean written;

    Once(String text, long length) {
      super(text);
      this.length = length;
    }

    @Override
    public void writeTo(OutputStream target) {
      if (written) {
        throw new IllegalStateException("written twice");
      }
      written = true;
      try {
        for (int at = 0; at < bytes.length; at += 1000) {
          target.write(bytes, at, Math.min(1000, bytes.length - at));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public boolean repeatable() {
      return false;
    }
  }

  private HttpResponse send(Scene.Text body) {
    return scene.client.execute(scene.chat(body), RequestOptions.none());
  }

  @Test
  void aOneShotBodyIsSentWhole() {
    send(new Once("hello", 5));
    assertEquals("hello", scene.sentBody());
    send(new Once("hello Mallory", -1));
    assertEquals("hello PERSON_7KQ2M9", scene.body(1));
  }

  @Test
  void aOneShotBodyIsNotRetriedAsItWasNotBefore() {
    scene.server.script(
        (request, out) ->
            out.write(
                "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(ISO_8859_1)));
    assertEquals(500, send(new Once("Mallory", -1)).statusCode());
    assertEquals(1, scene.server.requests().size());
  }

  @Test
  void aBodyThatAnnouncesTooMuchIsNotRead() {
    scene.gate.limit = 4;
    assertEquals(403, send(new Once("hello", 5)).statusCode());
    assertEquals(List.of(), scene.server.requests());
    scene.gate.refuseUnread = false;
    send(new Once("hello", 5));
    assertEquals("hello", scene.sentBody());
  }

  @Test
  void aBodyThatTurnsOutTooLargeIsStoppedOrSentWhole() {
    scene.gate.limit = 10_000;
    String text = "hello Mallory ".repeat(5_000);
    assertEquals(403, send(new Once(text, -1)).statusCode());
    assertEquals(List.of(), scene.server.requests());
    scene.gate.refuseUnread = false;
    send(new Once(text, -1));
    assertEquals(text, scene.sentBody());
  }

  @Test
  void aBodyThatFailsFailsTheCallAsItDidBefore() {
    RuntimeException gone = new IllegalArgumentException("the file is gone");
    Scene.Text body =
        new Scene.Text("") {
          @Override
          public void writeTo(OutputStream target) {
            throw gone;
          }
        };
    assertSame(gone, assertThrows(IllegalArgumentException.class, () -> send(body)));
    assertEquals(List.of(), scene.server.requests());
    assertEquals(List.of(), scene.gate.events());
  }

  @Test
  void theBodyKeepsItsTypeWhateverItIs() {
    scene.server.script(RawServer.ok("text/plain", ""));
    send(
        new Scene.Text("--b\r\n\r\nMallory\r\n--b--") {
          @Override
          public String contentType() {
            return "multipart/form-data; boundary=b";
          }
        });
    assertEquals("--b\r\n\r\nPERSON_7KQ2M9\r\n--b--", scene.sentBody());
    assertEquals(
        true, scene.server.requests().get(0).contains("multipart/form-data; boundary=b\r\n"));
  }
}
