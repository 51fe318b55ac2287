package dev.cordon.instrumentation.okhttp;

import static dev.cordon.instrumentation.okhttp.Scene.CHAT;
import static dev.cordon.instrumentation.okhttp.Scene.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.RealGate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import okhttp3.FormBody;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the transport will send is what is judged. Run by {@link EveryVersionTest}. */
class SendingScenarios {
  private static final String MAIL = "anna.berg@nordwind-reisen.de";

  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  /** A body that lets something else write it. */
  private abstract static class Written extends RequestBody {
    private final MediaType type;

    Written(String type) {
      this.type = MediaType.parse(type);
    }

    @Override
    public MediaType contentType() {
      return type;
    }
  }

  @Test
  void aBodyMayCloseItsSink() throws IOException {
    RequestBody body =
        new Written("application/json") {
          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            try (OutputStream out = sink.outputStream()) {
              out.write("Mallory".getBytes(UTF_8));
            }
          }
        };
    scene.post(CHAT, body).body().close();
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
  }

  @Test
  void okHttpsOwnRecipeForGzipWorks() throws IOException {
    RealGate gate = new RealGate();
    Cordon.install(gate);
    RequestBody body =
        new Written("application/json") {
          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            BufferedSink gzip = Okio.buffer(new GzipSink(sink));
            gzip.writeUtf8("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
            gzip.close();
          }
        };
    Request request = scene.request(CHAT).header("Content-Encoding", "gzip").post(body).build();
    scene.client.newCall(request).execute().body().close();
    assertEquals((char) 0x1f, scene.sentBody().charAt(0));
  }

  @Test
  void aLengthThatLiesFailsAsItDoesWithoutUs() throws IOException {
    for (String text : new String[] {"hello Mallory", "hi"}) {
      for (long length : new long[] {0, 1, 99}) {
        IOException governed = assertThrows(IOException.class, () -> send(text, length));
        Cordon.install(null);
        IOException alone = assertThrows(IOException.class, () -> send(text, length));
        Cordon.install(scene.gate);
        assertEquals(alone.getClass(), governed.getClass(), text + length);
        assertTrue(governed instanceof ProtocolException, governed.toString());
      }
    }
  }

  private void send(String text, long length) throws IOException {
    RequestBody body =
        new Written("text/plain") {
          @Override
          public long contentLength() {
            return length;
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(text);
          }
        };
    scene.post(CHAT, body).body().close();
  }

  @Test
  void theBodyOfTheAnswersRequestIsTheApplications() throws IOException {
    Request request = scene.request(CHAT).post(json("Mallory")).build();
    Response response = scene.client.newCall(request).execute();
    assertSame(request.body(), response.request().body());
    assertSame(request.body(), response.networkResponse().request().body());
    response.body().close();
  }

  @Test
  void aFormLeavesWithoutTheValue() throws IOException {
    realPost(new FormBody.Builder().add("prompt", "mail to " + MAIL).add("n", "1").build());
    assertTrue(scene.sentBody().endsWith("&n=1"), scene.sentBody());
  }

  @Test
  void aMultipartBodyLeavesWithoutTheValue() throws IOException {
    realPost(
        new MultipartBody.Builder("edge")
            .setType(MultipartBody.FORM)
            .addFormDataPart("prompt", "mail to " + MAIL)
            .addFormDataPart(
                "file", "a.jsonl", Scene.typed("application/jsonl", "{\"a\":\"" + MAIL + "\"}\n"))
            .build());
    assertTrue(scene.sentBody().contains("{\"a\":\"EMAIL_"), scene.sentBody());
  }

  private void realPost(RequestBody body) throws IOException {
    Cordon.install(new RealGate());
    scene.post(CHAT, body).body().close();
    assertFalse(scene.sentBody().contains("anna.berg"), scene.sentBody());
  }

  @Test
  void anAuthenticatorThatSendsTheOriginalAgainIsJudgedAgain() throws IOException {
    scene.server.script(
        (request, out) -> {
          if (request.contains("Authorization")) {
            RawServer.ok("text/plain", "PERSON_7KQ2M9").answer(request, out);
          } else {
            out.write(
                ("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
                        + "WWW-Authenticate: Basic realm=a\r\nConnection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
          }
        });
    Request original = scene.request(CHAT).post(json("Mallory")).build();
    scene.client =
        new OkHttpClient.Builder()
            .authenticator(
                (route, response) ->
                    original.newBuilder().header("Authorization", "Basic eA==").build())
            .build();
    Response response = scene.client.newCall(original).execute();
    assertEquals("Mallory", response.body().string());
    assertEquals(2, scene.server.requests().size());
    assertFalse(scene.server.requests().toString().contains("Mallory"));
  }

  @Test
  void aBodyThatANetworkInterceptorPutsInIsJudged() throws IOException {
    Interceptor replaces =
        chain -> {
          RequestBody body = json("it is Mallory");
          return chain.proceed(
              chain
                  .request()
                  .newBuilder()
                  .header("Content-Length", Long.toString(body.contentLength()))
                  .post(body)
                  .build());
        };
    scene.client = new OkHttpClient.Builder().addNetworkInterceptor(replaces).build();
    scene.chat("x");
    assertEquals("it is PERSON_7KQ2M9", scene.sentBody());
    assertTrue(scene.sent().contains("\r\nContent-Length: 19\r\n"), scene.sent());
  }
}
