package dev.cordon.instrumentation.jetty9;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cordon.instrumentation.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.client.HttpClient;
import org.junit.jupiter.api.Test;

/** The same of a client that takes codings away itself, as it does by default. */
public class DecodingScenarios extends ContractScenarios {
  @Override
  void prepare(HttpClient made) {}

  @Override
  protected boolean can(Ability ability) {
    return super.can(ability) && ability != Ability.LEAVES_CODINGS;
  }

  @Test
  public void anAnswerThatTheClientDecodesIsRestored() throws Exception {
    server.script(
        (request, out) -> {
          int at = request.indexOf("\"content\":\"") + 11;
          String said = request.substring(at, request.indexOf('"', at));
          ByteArrayOutputStream coded = new ByteArrayOutputStream();
          try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(
                ("{\"choices\":[{\"message\":{\"content\":\"" + said + "\"}}]}").getBytes(UTF_8));
          }
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
                      + "Content-Length: "
                      + coded.size()
                      + "\r\nConnection: close\r\n\r\n")
                  .getBytes(ISO_8859_1));
          coded.writeTo(out);
        });
    try (Reply reply = send(chat("mail " + VALUE))) {
      assertEquals(
          "{\"choices\":[{\"message\":{\"content\":\"mail " + VALUE + "\"}}]}",
          new String(reply.bytes(), UTF_8));
    }
    assertFalse(server.requests().toString().contains(VALUE), server.requests()::toString);
  }
}
