package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.SocketServer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Sample;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Unmodified applications that speak to the Responses API through a WebSocket, in every mode: what
 * works without the agent works with it.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#sockets")
record WebSocketIT(Matrix cell) {
  private static SocketServer server;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) throws InterruptedException {
    server =
        new SocketServer(
            (client, message) -> {
              EchoModel.messages(message.text(), 3).forEach(client::send);
              if (!cell.isSdk()) {
                client.close(1000, ""); // an SDK closes it itself
              }
            },
            true);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  /** Runs the application's one scenario, and returns what was sent and what came. */
  private String[] talk(App app, String prompt) throws InterruptedException {
    server.rest();
    String text =
        cell.isSdk() ? prompt : "{\"type\":\"response.create\",\"input\":\"" + prompt + "\"}";
    String came = app.run("socket", url(), text).value();
    return new String[] {server.next().text(), came};
  }

  private String url() {
    return cell.isSdk()
        ? server.url("/v1").replace("ws:", "http:")
        : cell.program().equals("okhttp")
            ? server.url("/v1/responses").replace("ws:", "http:")
            : server.url("/v1/responses");
  }

  @Test
  void personalDataLeavesAsTokensAndComesBack() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        App app = cell.app().telemetry(receiver).start()) {
      String[] talk = talk(app, Sample.PERSONAL_PROMPT);
      Leaks.assertNone("the message", talk[0], Sample.ALL);
      assertTrue(talk[0].contains("EMAIL_"), talk[0]);
      assertFalse(talk[1].contains("EMAIL_"), talk[1]);
      for (String value : Sample.PERSONAL) {
        assertTrue(talk[1].contains(value), talk[1]);
      }
      Span span = receiver.await(1, each -> true).get(0);
      assertEquals("echo-1", OtlpReceiver.attribute(span, "gen_ai.response.model"));
      assertEquals(0, app.stop());
      Tested.note(cell, Tested.Mode.WEBSOCKET);
      Leaks.assertNone("standard error", app.err().text(), Sample.ALL);
      Leaks.assertNone("telemetry", receiver.raw(), Sample.ALL);
    }
  }

  @Test
  void whereNothingIsGovernedNothingDiffers() throws Exception {
    String[] plain;
    try (App app = cell.app().withoutAgent().start()) {
      plain = talk(app, Sample.PROMPT);
    }
    for (String policy : List.of("mode: off", "mode: observe", "ignore_hosts: [127.0.0.1]")) {
      try (App app = cell.app().policy(Policies.of(policy)).start()) {
        assertArrayEquals(plain, talk(app, Sample.PROMPT), policy);
        assertEquals(0, app.stop());
        Leaks.assertNone("standard error", app.err().text(), Sample.ALL);
      }
    }
  }

  @Test
  void aBlockedMessageIsNotSentAndTheApplicationIsTold() throws Exception {
    server.rest();
    try (App app = cell.app().policy(Policies.of("redact: {email_address: block}")).start()) {
      String error =
          app.run(
                  "socket",
                  url(),
                  "{\"type\":\"response.create\",\"input\":\"" + Sample.EMAIL + "\"}")
              .error();
      assertTrue(error.contains("Cordon refused this message"), error);
      assertFalse(error.contains(Sample.EMAIL), error);
      assertEquals("close", server.next().kind());
    }
  }
}
