package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.SocketServer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.BedrockModel;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.SigV4;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers that policy takes out and sets, where they are no plain HTTP request's. */
class HeadersIT {
  private static Path policy(String remove) {
    return Policies.of("requests: {headers: {remove: [" + remove + "], set: {X-Project: shared}}}");
  }

  /** What policy takes out of a call is not signed, and what it sets is. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.cordon.it.Matrix#awsSdk")
  void awsSignsWhatPolicyLeaves(Matrix cell) {
    Path policy = policy("X-Note");
    try (Lab lab = Lab.of(cell, app -> app.policy(policy))) {
      for (String transport : List.of("apache", "url")) {
        Conversation vendor = lab.conversation(BedrockModel.answer(5, 1 << 20));
        lab.call("header", vendor.url(), transport, "internal").value();
        assertOrdered(vendor.only());
      }
      Conversation vendor = lab.conversation(BedrockModel.answer(5, 1 << 20));
      String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
      lab.call("invokeAsync", vendor.url(), "netty", body).value();
      assertOrdered(vendor.only());
      lab.end();
    }
  }

  private static void assertOrdered(Received request) {
    assertNull(request.header("X-Note"));
    assertEquals("shared", request.header("X-Project"));
    SigV4.assertSigned(request, "test-secret");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.cordon.it.Matrix#grpc")
  void metadataLeavesAsPolicyOrders(Matrix cell) {
    try (Lab lab = Lab.of(cell, app -> app.policy(policy("X-Internal-*")))) {
      for (String transport : List.of("netty", "shaded", "okhttp")) {
        boolean old = cell.library().endsWith(" 1.21.0");
        if (old && transport.equals("shaded")) {
          continue; // beside grpc-netty it hangs there by itself
        }
        lab.app().run(transport).value();
        String[] notes = {
          "x-internal-team", "blue", "x-internal-trace-bin", "bytes", "x-project", "own", "x-a", "1"
        };
        lab.app().run("note", notes).value();
        for (String scenario : List.of("unary", "future", "stream", "async")) {
          lab.call(scenario, "hello").value();
          String noted = lab.app().run("noted").value();
          assertFalse(noted.contains("x-internal"), transport + " " + scenario + ": " + noted);
          assertTrue(noted.contains("x-project=shared\n"), noted);
          assertTrue(noted.contains("x-a=1\n"), noted);
        }
        lab.app().run("close").value();
      }
      lab.end();
    }
  }

  /** Each client sends a name and version of its own, or an origin, that it can do without. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.cordon.it.Matrix#sockets")
  void aHandshakeLeavesAsPolicyOrders(Matrix cell) throws Exception {
    try (SocketServer server =
            new SocketServer(
                (client, message) -> {
                  EchoModel.messages(message.text(), 3).forEach(client::send);
                  if (!cell.isSdk()) {
                    client.close(1000, "");
                  }
                },
                true);
        App app = cell.app().policy(policy("User-Agent, X-Stainless-*, Origin")).start()) {
      String url = server.url(cell.isSdk() ? "/v1" : "/v1/responses");
      boolean http = cell.isSdk() || cell.program().equals("okhttp");
      String text =
          cell.isSdk()
              ? Sample.HARMLESS
              : "{\"type\":\"response.create\",\"input\":\"" + Sample.HARMLESS + "\"}";
      App.Reply reply = app.run("socket", http ? url.replace("ws:", "http:") : url, text);
      assertTrue(reply.ok(), () -> reply.text() + "; the server saw " + server.rest());
      SocketServer.Handshake handshake = server.handshake();
      assertEquals("shared", handshake.headers().get("x-project"), handshake.toString());
      boolean named = cell.library().equals("java.net.http"); // by itself, where nobody names it
      for (String name : handshake.headers().keySet()) {
        boolean taken = name.toLowerCase(Locale.ROOT).matches("user-agent|x-stainless-.*|origin");
        assertFalse(taken && !(named && name.equalsIgnoreCase("user-agent")), handshake.toString());
      }
      assertEquals(0, app.stop());
    }
  }
}
