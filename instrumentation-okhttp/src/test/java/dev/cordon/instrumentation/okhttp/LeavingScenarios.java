package dev.cordon.instrumentation.okhttp;

import static dev.cordon.instrumentation.okhttp.Scene.CHAT;
import static dev.cordon.instrumentation.okhttp.Scene.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.RawServer;
import java.io.IOException;
import java.util.Map;
import okhttp3.Authenticator;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others add behind our hook. Run by {@link EveryVersionTest}. */
class LeavingScenarios {
  /** As another agent's tracing does it. */
  private static final Interceptor TRACES =
      chain -> chain.proceed(chain.request().newBuilder().header("traceparent", "00-1").build());

  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene();
    scene.gate.leavingEdits = Map.of("traceparent", "", "X-Renamed", "new");
    scene.client = new OkHttpClient.Builder().addNetworkInterceptor(TRACES).build();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  private boolean leftWith(int request, String header) {
    return scene.server.requests().get(request).contains("\r\n" + header);
  }

  @Test
  void whatMustNotLeaveIsTakenOutBehindEverybody() throws IOException {
    assertEquals("{\"hello\":\"Mallory\"}", scene.chat("Mallory"));
    assertFalse(leftWith(0, "traceparent"));
    assertTrue(leftWith(0, "X-Renamed: new\r\n"));
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
  }

  @Test
  void anotherCallKeepsWhatItHas() throws IOException {
    scene.post("/orders", json("{}")).body().close();
    assertTrue(leftWith(0, "traceparent: 00-1\r\n"));
  }

  @Test
  void aRedirectedAndARepeatedRequestAreLookedAtAgain() throws IOException {
    scene.server.script(
        (request, out) -> {
          if (request.startsWith("GET")) {
            RawServer.ok("text/plain", "x").answer(request, out);
          } else {
            out.write(
                ("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
          }
        });
    scene.chat("x");
    assertEquals(2, scene.server.requests().size());
    assertFalse(leftWith(0, "traceparent"));
    assertFalse(leftWith(1, "traceparent"));
  }

  @Test
  void aCallInTheMidstOfAnAiCallIsNotTakenForIt() throws IOException {
    scene.server.script(
        (request, out) -> {
          if (request.startsWith("POST " + CHAT) && !request.contains("Authorization")) {
            out.write(
                ("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
                        + "WWW-Authenticate: Basic realm=a\r\nConnection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
          } else {
            RawServer.ok("text/plain", "x").answer(request, out);
          }
        });
    Authenticator asks =
        (route, response) -> {
          Request token = scene.request("/token").build();
          scene.client.newCall(token).execute().body().close();
          return response.request().newBuilder().header("Authorization", "Basic eA==").build();
        };
    scene.client = scene.client.newBuilder().authenticator(asks).build();
    scene.chat("x");
    assertEquals(3, scene.server.requests().size());
    assertFalse(leftWith(0, "traceparent"));
    assertTrue(leftWith(1, "traceparent"));
    assertFalse(leftWith(2, "traceparent"));
  }

  @Test
  void aClientMadeFromAClientLooksBehindThoseAddedLater() throws IOException {
    OkHttpClient copy = scene.client.newBuilder().build();
    scene.client = copy.newBuilder().addNetworkInterceptor(TRACES).build();
    scene.chat("x");
    assertFalse(leftWith(0, "traceparent"));
  }

  @Test
  void aFaultKeepsTheRequestBack() {
    scene.gate.faultInLeaving = new IllegalStateException("secret");
    IOException seen = assertThrows(IOException.class, () -> scene.chat("Mallory"));
    assertEquals("Cordon could not check this request's headers", seen.getMessage());
    assertFalse(scene.server.requests().toString().contains("HTTP/1.1"), "nothing was written");
    assertTrue(
        scene.gate.events().contains("fault okhttp headers IllegalStateException"),
        scene.gate.events().toString());
  }

  @Test
  void aFaultLetsTheRequestPassWherePolicySaysSo() throws IOException {
    scene.gate.blockOnFault = false;
    scene.gate.faultInLeaving = new NoClassDefFoundError();
    assertEquals("{\"hello\":\"Mallory\"}", scene.chat("Mallory"));
    assertTrue(leftWith(0, "traceparent"));
  }
}
