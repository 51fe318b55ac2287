package dev.cordon.instrumentation.jetty9;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpConversation;
import org.eclipse.jetty.client.HttpExchange;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.api.ContentProvider;
import org.eclipse.jetty.client.api.ContentResponse;
import org.eclipse.jetty.client.api.Destination;
import org.eclipse.jetty.client.api.Result;
import org.eclipse.jetty.client.util.BasicAuthentication;
import org.eclipse.jetty.client.util.BytesContentProvider;
import org.eclipse.jetty.client.util.DeferredContentProvider;
import org.eclipse.jetty.client.util.StringContentProvider;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Calls that take more than a request and an answer: challenges, redirects, proxies, what is sent
 * upon a 100, connections that have closed. Run by {@link EveryVersionTest}.
 */
public class ConversationScenarios extends Scene {
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  @Test
  public void aChallengeIsAnsweredWithoutTheValue() throws Exception {
    server.script(
        (request, out) -> {
          if (request.contains("Authorization: Basic")) {
            echo(request, out);
          } else {
            String head =
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"r\"\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n";
            out.write(head.getBytes(ISO_8859_1));
          }
        });
    client
        .getAuthenticationStore()
        .addAuthentication(
            new BasicAuthentication(URI.create(server.url("/")), "r", "user", "secret"));
    ContentResponse answer = post(new StringContentProvider(chat("mail " + VALUE))).send();
    assertEquals(completion("mail " + VALUE), answer.getContentAsString());
    assertEquals(2, server.requests().size());
    assertNoValueLeft();
    gate.awaitEnd(SECONDS);
    assertEquals(1, gate.ended().size(), "one call is one record");
  }

  @Test
  public void aRedirectIsFollowedWithoutTheValue() throws Exception {
    server.script(
        (request, out) -> {
          if (request.contains("/again")) {
            echo(request, out);
          } else {
            String head =
                "HTTP/1.1 307 Moved\r\nLocation: "
                    + server.url("/again" + CHAT)
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            out.write(head.getBytes(ISO_8859_1));
          }
        });
    ContentResponse answer = post(new StringContentProvider(chat("mail " + VALUE))).send();
    assertEquals(completion("mail " + VALUE), answer.getContentAsString());
    assertEquals(2, server.requests().size());
    assertNoValueLeft();
  }

  @Test
  public void aCallThroughAProxyLeavesWithoutTheValue() throws Exception {
    client.getProxyConfiguration().getProxies().add(new HttpProxy("127.0.0.1", server.port()));
    ContentResponse answer =
        client
            .POST("http://models.invalid" + CHAT)
            .content(new StringContentProvider(chat("mail " + VALUE)), JSON)
            .timeout(SECONDS, TimeUnit.SECONDS)
            .send();
    assertEquals(completion("mail " + VALUE), answer.getContentAsString());
    assertTrue(server.requests().get(0).startsWith("POST http://models.invalid" + CHAT));
    assertNoValueLeft();
  }

  @Test
  public void aTunnelToAProxyIsNoCall() throws Exception {
    server.script((request, out) -> out.write("HTTP/1.1 502 No\r\n\r\n".getBytes(ISO_8859_1)));
    HttpClient secure = new HttpClient(new SslContextFactory());
    secure.getProxyConfiguration().getProxies().add(new HttpProxy("127.0.0.1", server.port()));
    secure.start();
    try {
      CompletableFuture<Result> end = new CompletableFuture<>();
      secure
          .POST("https://models.invalid" + CHAT)
          .content(new StringContentProvider(chat(VALUE)), JSON)
          .timeout(SECONDS, TimeUnit.SECONDS)
          .send(end::complete);
      assertTrue(end.get(SECONDS, TimeUnit.SECONDS).isFailed());
    } finally {
      secure.stop();
    }
    assertEquals(1, server.requests().size());
    assertTrue(server.requests().get(0).startsWith("CONNECT "), server.requests()::toString);
    gate.awaitEnd(SECONDS);
    assertEquals(1, gate.ended().size(), "the call, and not the tunnel");
  }

  /** A server that answers head, then body, on one connection that it keeps or closes. */
  private static final class StepServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    final CompletableFuture<String> body = new CompletableFuture<>();

    StepServer(String uponHead, boolean takesBody) throws IOException {
      Thread thread = new Thread(() -> serve(uponHead, takesBody), "step-server");
      thread.setDaemon(true);
      thread.start();
    }

    String url() {
      return "http://127.0.0.1:" + socket.getLocalPort() + CHAT;
    }

    private void serve(String uponHead, boolean takesBody) {
      try (Socket connection = socket.accept()) {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        String head = head(in);
        out.write(uponHead.getBytes(ISO_8859_1));
        out.flush();
        if (takesBody) {
          int at = head.indexOf("Content-Length: ") + 16;
          int length = Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)));
          String sent = new String(in.readNBytes(length), ISO_8859_1);
          body.complete(sent);
          echo(sent, out);
        } else {
          body.complete(head);
        }
        out.flush();
      } catch (Exception broken) {
        body.completeExceptionally(broken);
      }
    }

    private static String head(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int b = in.read();
        if (b < 0) {
          throw new IOException("the client closed the connection");
        }
        head.append((char) b);
      }
      return head.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private CompletableFuture<String> expecting(StepServer steps, ContentProvider body) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    client
        .POST(steps.url())
        .header("Expect", "100-continue")
        .content(body, JSON)
        .timeout(SECONDS, TimeUnit.SECONDS)
        .send(
            new org.eclipse.jetty.client.util.BufferingResponseListener() {
              @Override
              public void onComplete(Result result) {
                answer.complete(result.getResponse().getStatus() + " " + getContentAsString());
              }
            });
    return answer;
  }

  @Test
  public void aBodyThatIsSentUponA100LeavesWithoutTheValue() throws Exception {
    for (ContentProvider body :
        List.of(
            new BytesContentProvider(bytes(chat("mail " + VALUE))), late(chat("mail " + VALUE)))) {
      try (StepServer steps = new StepServer(CONTINUE, true)) {
        String answer = expecting(steps, body).get(SECONDS, TimeUnit.SECONDS);
        assertEquals("200 " + completion("mail " + VALUE), answer);
        assertFalse(steps.body.get(SECONDS, TimeUnit.SECONDS).contains(VALUE));
      }
    }
  }

  private static ContentProvider late(String text) {
    DeferredContentProvider content =
        new DeferredContentProvider() {
          @Override
          public long getLength() {
            return text.length();
          }
        };
    content.offer(ByteBuffer.wrap(bytes(text)));
    content.close();
    return content;
  }

  @Test
  public void aServerThatDoesNotWantTheBodyIsHeard() throws Exception {
    String no =
        "HTTP/1.1 417 No\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
            + "Connection: close\r\n\r\n{}";
    try (StepServer steps = new StepServer(no, false)) {
      ContentProvider body = new BytesContentProvider(bytes(chat("mail " + VALUE)));
      assertEquals("417 {}", expecting(steps, body).get(SECONDS, TimeUnit.SECONDS));
      assertFalse(steps.body.get(SECONDS, TimeUnit.SECONDS).contains(VALUE));
    }
  }

  @Test
  public void aCallAfterAConnectionHasClosedTakesAnother() throws Exception {
    for (int call = 1; call <= 5; call++) {
      ContentResponse answer = post(new StringContentProvider(chat("mail " + VALUE))).send();
      assertEquals(completion("mail " + VALUE), answer.getContentAsString());
      assertEquals(call, server.requests().size());
    }
    assertNoValueLeft();
  }

  @Test
  public void aRequestThatTheApplicationGivesToADestinationIsJudged() throws Exception {
    Destination destination = client.getDestination("http", "127.0.0.1", server.port());
    CompletableFuture<Result> end = new CompletableFuture<>();
    try {
      destination
          .getClass()
          .getMethod(
              "send",
              org.eclipse.jetty.client.api.Request.class,
              org.eclipse.jetty.client.api.Response.CompleteListener.class)
          .invoke(
              destination,
              post(new StringContentProvider(chat(VALUE))),
              (org.eclipse.jetty.client.api.Response.CompleteListener) end::complete);
    } catch (NoSuchMethodException older) {
      return; // only late versions have it
    }
    assertFalse(end.get(SECONDS, TimeUnit.SECONDS).isFailed());
    assertNoValueLeft();
  }

  /** A conversation whose request is given up as soon as it has an exchange. */
  private static final class GivenUp extends HttpConversation {
    private @Nullable HttpRequest request;

    @Override
    @SuppressWarnings("unchecked") // as the method says
    public Deque<HttpExchange> getExchanges() {
      Deque<HttpExchange> exchanges = super.getExchanges();
      return (Deque<HttpExchange>)
          Proxy.newProxyInstance(
              Deque.class.getClassLoader(),
              new Class<?>[] {Deque.class},
              (proxy, method, arguments) -> {
                Object result = method.invoke(exchanges, arguments);
                HttpRequest given = request;
                if (method.getName().equals("offer") && given != null) {
                  given.abort(new IOException("given up"));
                }
                return result;
              });
    }
  }

  /** As a time limit may, on a thread of its own. */
  @Test
  public void whoGivesARequestUpAsItBeginsIsTold() throws Exception {
    GivenUp conversation = new GivenUp();
    Constructor<HttpRequest> constructor =
        HttpRequest.class.getDeclaredConstructor(
            HttpClient.class, HttpConversation.class, URI.class);
    constructor.setAccessible(true);
    HttpRequest request =
        constructor.newInstance(client, conversation, URI.create(server.url(CHAT)));
    conversation.request = request;
    CompletableFuture<Result> end = new CompletableFuture<>();
    request
        .method("POST")
        .content(new StringContentProvider(chat("mail " + VALUE)), JSON)
        .send(end::complete);
    Throwable failure = end.get(SECONDS, TimeUnit.SECONDS).getFailure();
    assertEquals("given up", failure.getMessage());
    assertEquals(List.of(), server.requests());
  }
}
