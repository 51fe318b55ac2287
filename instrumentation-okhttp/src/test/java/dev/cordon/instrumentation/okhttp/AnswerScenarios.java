package dev.cordon.instrumentation.okhttp;

import static dev.cordon.instrumentation.okhttp.Scene.CHAT;
import static dev.cordon.instrumentation.okhttp.Scene.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import okhttp3.Response;
import okio.BufferedSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the application gets. Run by {@link EveryVersionTest}. */
class AnswerScenarios {
  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  private static RawServer.Script raw(String head, byte[] body) {
    return (request, out) -> {
      out.write((head + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
      out.write(body);
    };
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  private List<String> lastEvents() {
    List<String> events = scene.gate.events();
    return events.subList(2, events.size());
  }

  @Test
  void aStreamedEventArrivesBeforeTheNextOneIsSent() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    scene.server.script(
        (request, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                      + "data: PERSON_7KQ2M9\n\ndata: PERS")
                  .getBytes(ISO_8859_1));
          out.flush();
          if (!read.await(20, TimeUnit.SECONDS)) {
            throw new IOException("the first event never arrived");
          }
          out.write("ON_7KQ2M9\n\n".getBytes(ISO_8859_1));
        });
    try (Closing response = new Closing(scene.post(CHAT, json("Mallory")))) {
      BufferedSource source = response.response.body().source();
      assertEquals("data: Mallory", source.readUtf8Line());
      assertEquals("", source.readUtf8Line());
      read.countDown();
      assertEquals("data: Mallory", source.readUtf8Line());
      assertEquals("", source.readUtf8Line());
      assertNull(source.readUtf8Line());
    }
    assertEquals(List.of("answer 200", "finish 42"), lastEvents());
  }

  @Test
  void aChangedAnswerHasNoLengthAndAnUnchangedOneKeepsIt() throws IOException {
    Response changed = scene.post(CHAT, json("Mallory"));
    assertEquals(-1, changed.body().contentLength());
    assertNull(changed.header("Content-Length"));
    changed.body().close();
    Response same = scene.post(CHAT, json("x"));
    assertEquals(25, same.body().contentLength());
    assertEquals("25", same.header("Content-Length"));
    same.body().close();
  }

  @Test
  void theContentTypeStays() throws IOException {
    Response response = scene.post(CHAT, json("Mallory"));
    assertEquals("application/json", response.body().contentType().toString());
    response.body().close();
  }

  @Test
  void gzipBetweenOkHttpAndTheServerIsNoMatter() throws IOException {
    scene.server.script(
        raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip", gzip("Dear PERSON_7KQ2M9")));
    assertEquals("Dear Mallory", scene.chat("Mallory"));
    assertTrue(scene.sent().contains("\r\nAccept-Encoding: gzip\r\n"), scene.sent());
  }

  @Test
  void gzipThatTheApplicationAskedForIsUndoneToRestoreTheAnswer() throws IOException {
    scene.server.script(
        raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip", gzip("Dear PERSON_7KQ2M9")));
    Response response =
        scene
            .client
            .newCall(
                scene.request(CHAT).header("Accept-Encoding", "gzip").post(json("Mallory")).build())
            .execute();
    assertNull(response.header("Content-Encoding"));
    assertEquals("Dear Mallory", response.body().string());
  }

  @Test
  void gzipThatTheApplicationAskedForStaysWhenThereIsNothingToRestore() throws IOException {
    byte[] encoded = gzip("Dear you");
    scene.server.script(raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip", encoded));
    Response response =
        scene
            .client
            .newCall(scene.request(CHAT).header("Accept-Encoding", "gzip").post(json("x")).build())
            .execute();
    assertEquals("gzip", response.header("Content-Encoding"));
    assertEquals(new String(encoded, ISO_8859_1), new String(response.body().bytes(), ISO_8859_1));
  }

  @Test
  void anEncodingThatNobodyHereCanReadComesAsItIs() throws IOException {
    scene.server.script(raw("HTTP/1.1 200 OK\r\nContent-Encoding: br", "??".getBytes(ISO_8859_1)));
    Response response = scene.post(CHAT, json("Mallory"));
    assertEquals("br", response.header("Content-Encoding"));
    assertEquals("??", response.body().string());
    assertEquals(List.of("answer 200", "finish 0"), lastEvents());
  }

  @Test
  void answersWithoutABodyEndTheExchange() throws IOException {
    scene.server.script(raw("HTTP/1.1 204 No Content", new byte[0]));
    assertEquals(204, scene.post(CHAT, json("Mallory")).code());
    assertEquals(List.of("answer 204", "finish 0"), lastEvents());
    scene.gate.events().clear();
    scene.server.script(raw("HTTP/1.1 200 OK\r\nContent-Length: 0", new byte[0]));
    assertEquals("", scene.chat("Mallory"));
    assertEquals(List.of("answer 200", "finish 0"), lastEvents());
    scene.gate.events().clear();
    scene.server.script(raw("HTTP/1.1 200 OK\r\nContent-Length: 99", new byte[0]));
    scene.client.newCall(scene.request(CHAT).head().build()).execute().body().close();
    assertEquals(List.of("answer 200", "finish 0"), lastEvents());
  }

  @Test
  void closingAnAnswerEarlyEndsTheExchange() throws IOException {
    Response response = scene.post(CHAT, json("Mallory"));
    response.body().source().readByte();
    response.body().close();
    assertEquals("answer 200", lastEvents().get(0));
    assertEquals(2, lastEvents().size(), lastEvents().toString());
  }

  @Test
  void anAnswerThatBreaksOffFailsAsItDidBefore() throws IOException {
    scene.server.script(raw("HTTP/1.1 200 OK\r\nContent-Length: 99", "Dear".getBytes(ISO_8859_1)));
    Response response = scene.post(CHAT, json("Mallory"));
    IOException seen = assertThrows(IOException.class, () -> response.body().string());
    assertEquals(List.of("answer 200", "abort " + seen.getClass().getSimpleName()), lastEvents());
  }

  /** Response is Closeable since 3.3 only. */
  private static final class Closing implements AutoCloseable {
    final Response response;

    Closing(Response response) {
      this.response = response;
    }

    @Override
    public void close() {
      response.body().close();
    }
  }
}
