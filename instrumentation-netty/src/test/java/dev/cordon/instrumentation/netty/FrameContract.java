package dev.cordon.instrumentation.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every client keeps besides whose WebSockets have Netty's frames. */
public abstract class FrameContract extends SocketContract {
  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int SECONDS = 30;

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.SENDS_EARLY;
  }

  /** The bytes come before the client has put its frame decoder into the pipeline. */
  @Test
  void whatComesWithTheHandshakesAnswerIsHandedOn() throws Exception {
    for (String policy : List.of("mode: enforce", "mode: observe", "mode: off")) {
      policy(policy);
      heard = new Heard();
      try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        CompletableFuture<Socket> accepted =
            CompletableFuture.supplyAsync(() -> accepted(listening, "one", "two"));
        String url = "ws://127.0.0.1:" + listening.getLocalPort() + REALTIME;
        connect(url, Map.of(), heard);
        assertEquals("open", heard.next());
        assertEquals("text one", heard.next());
        assertEquals("text two", heard.next());
        accepted.get(SECONDS, TimeUnit.SECONDS).close();
      }
    }
  }

  private static Socket accepted(ServerSocket listening, String... texts) {
    try {
      Socket client = listening.accept();
      Matcher key = KEY.matcher(head(client.getInputStream()));
      if (!key.find()) {
        throw new IOException("no key");
      }
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest((key.group(1) + GUID).getBytes(ISO_8859_1));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      answer.writeBytes(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + Base64.getEncoder().encodeToString(digest)
                  + "\r\n\r\n")
              .getBytes(ISO_8859_1));
      for (String text : texts) {
        answer.write(0x81);
        answer.write(text.length());
        answer.writeBytes(text.getBytes(UTF_8));
      }
      client.getOutputStream().write(answer.toByteArray());
      return client;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request ends");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
