package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of a WebSocket: OpenAI's Realtime and Google's Live API. */
class SocketTest {
  private static final String JANE = "jane.roe@acme-mail.net";
  private static final Pattern TOKEN = Pattern.compile("EMAIL_[0-9A-Z]{6,8}");

  private final TestCalls.Records records = new TestCalls.Records();

  private SocketTransform open(String... policyLines) {
    return openAt("api.openai.com", "/v1/realtime", policyLines);
  }

  private SocketTransform openAt(String host, String path, String... policyLines) {
    Engine engine = Engine.start(TestCalls.config(TestCalls.policy(policyLines)).observer(records));
    Exchange exchange = engine.open(TestCalls.head("GET", host, path, "model=m", Map.of()));
    assertNull(exchange.judgeSocket().refusal());
    return exchange.socket();
  }

  private @Nullable Exchange unknown(String path, String... headers) {
    Engine engine = Engine.start(TestCalls.config(TestCalls.policy()).observer(records));
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return engine.open(TestCalls.head("GET", "gateway.internal", path, null, map));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/responses",
        "/openai/v1/responses",
        "/v1/chat/completions",
        "/v1/realtime",
        "/openai/realtime",
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"
      })
  void aHandshakeToAnAiPathIsRecognisedAtAnyHost(String path) {
    Exchange exchange = unknown(path, "Upgrade", "WebSocket", "Sec-WebSocket-Key", "eHg=");
    assertNull(exchange.judgeSocket().refusal());
    String sent =
        send(
            exchange.socket(),
            "{\"type\":\"response.create\",\"model\":\"m\",\"input\":\"" + JANE + "\"}");
    assertFalse(sent.contains(JANE), sent);
    assertNotNull(token(sent));
  }

  @Test
  void aHandshakeWhoseFramesNobodySeesIsRefusedAtAnyHost() {
    Exchange exchange = unknown("/v1/responses", "Sec-WebSocket-Key", "eHg=");
    assertNotNull(exchange.judgeUnread(Exchange.Unread.WEBSOCKET, -1).refusal());
  }

  @Test
  void aGetToThePathOfACallIsNone() {
    assertNull(unknown("/v1/chat/completions"));
    assertNull(unknown("/updates", "Upgrade", "websocket"));
  }

  @Test
  void aCommonPathsSocketIsGovernedFromTheFirstFrameInTheFormOfARequest() {
    Exchange exchange = unknown("/api/chat", "Upgrade", "websocket");
    assertNull(exchange.judgeSocket().refusal());
    SocketTransform socket = exchange.socket();
    String people = "{\"to\":\"" + JANE + "\",\"text\":\"hi\"}";
    assertEquals(people, send(socket, people));
    assertEquals(List.of(people), receive(socket, people));
    assertTrue(records.started.isEmpty());

    String request = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"$\"}]}";
    String sent = send(socket, request.replace("$", JANE));
    assertEquals(request.replace("$", token(sent)), sent);
    socket.close(null);
    assertEquals(Decision.MODIFY, records.only().decision());
  }

  @Test
  void aCommonPathsSocketOfAnotherProgramIsLeftAlone() {
    Exchange read = unknown("/api/chat", "Upgrade", "websocket");
    assertNull(read.judgeSocket().refusal());
    assertTrue(read.socket().close(null).isEmpty());
    Exchange unread = unknown("/api/chat", "Upgrade", "websocket");
    assertNull(unread.judgeUnread(Exchange.Unread.WEBSOCKET, -1).refusal());
    assertTrue(records.started.isEmpty());
  }

  private static String send(SocketTransform socket, String frame) {
    Verdict verdict = socket.send(frame.getBytes(UTF_8));
    assertNull(verdict.refusal());
    return new String(verdict.body(), UTF_8);
  }

  private static List<String> receive(SocketTransform socket, String... frames) {
    List<String> got = new ArrayList<>();
    for (String frame : frames) {
      socket.receive(frame.getBytes(UTF_8)).forEach(part -> got.add(new String(part, UTF_8)));
    }
    return got;
  }

  private static String token(String sent) {
    Matcher token = TOKEN.matcher(sent);
    assertTrue(token.find(), sent);
    return token.group();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"session.update\",\"session\":{\"instructions\":\"serve $\",\"voice\":\"alloy\"}}",
        "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"description\":\"for $\"}]}}",
        "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"I am $.\"}]}}",
        "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"{\\\"to\\\":\\\"$\\\"}\"}}",
        "{\"type\":\"response.create\",\"response\":{\"instructions\":\"greet $\",\"metadata\":{\"who\":\"$\"}}}"
      })
  void whatTheApplicationSaysLeavesRedacted(String frame) {
    SocketTransform socket = open();
    String sent = send(socket, frame.replace("$", JANE));
    assertFalse(sent.contains(JANE), sent);
    assertEquals(frame.replace("$", token(sent)), sent);
  }

  @Test
  void aTextInDeltasIsRestoredAndSoIsItsRepetition() {
    SocketTransform socket = open();
    String token =
        token(
            send(
                socket,
                "{\"type\":\"conversation.item.create\",\"item\":{\"content\":[{\"type\":\"input_text\",\"text\":\""
                    + JANE
                    + "\"}]}}"));
    String delta =
        "{\"type\":\"response.output_text.delta\",\"response_id\":\"r\",\"item_id\":\"i\",\"output_index\":0,\"content_index\":0,\"delta\":\"%s\"}";
    String done =
        "{\"type\":\"response.output_text.done\",\"response_id\":\"r\",\"item_id\":\"i\",\"output_index\":0,\"content_index\":0,\"text\":\"%s\"}";
    assertEquals(
        List.of(
            delta.formatted("Dear "),
            delta.formatted(JANE + ", "),
            delta.formatted(""),
            delta.formatted("E"),
            done.formatted("Dear " + JANE + ", E")),
        receive(
            socket,
            delta.formatted("Dear " + token.substring(0, 8)),
            delta.formatted(token.substring(8) + ", "),
            delta.formatted("E"),
            done.formatted("Dear " + token + ", E")));
    socket.close(null);
    assertEquals(1, records.ended.size());
    assertEquals(Decision.MODIFY, records.only().decision());
    assertEquals(2, records.only().restored());
  }

  @Test
  void toolArgumentsOfSeveralCallsDontMix() {
    SocketTransform socket = open();
    String token =
        token(
            send(
                socket,
                "{\"type\":\"session.update\",\"session\":{\"instructions\":\"" + JANE + "\"}}"));
    String delta =
        "{\"type\":\"response.function_call_arguments.delta\",\"item_id\":\"%s\",\"output_index\":0,\"delta\":\"%s\"}";
    assertEquals(
        List.of(
            delta.formatted("a", "{\\\"to\\\":\\\""),
            delta.formatted("b", "x"),
            delta.formatted("a", JANE + "\\\"}")),
        receive(
            socket,
            delta.formatted("a", "{\\\"to\\\":\\\"" + token.substring(0, 7)),
            delta.formatted("b", "x"),
            delta.formatted("a", token.substring(7) + "\\\"}")));
  }

  @Test
  void audioIsCountedAndNeverTouched() {
    SocketTransform socket = open();
    send(socket, "{\"type\":\"session.update\",\"session\":{\"instructions\":\"" + JANE + "\"}}");
    byte[] sent =
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"gIGCg4SFhoeIiYqLjI2Ojw==\"}"
            .getBytes(UTF_8);
    assertSame(sent, socket.send(sent).body());
    byte[] came =
        "{\"type\":\"response.output_audio.delta\",\"item_id\":\"i\",\"delta\":\"gIGCE\"}"
            .getBytes(UTF_8);
    assertSame(came, socket.receive(came).get(0));
    socket.close(null);
    assertEquals(24, records.only().unscannedBytes());
  }

  @Test
  void whatIsHeldBackComesWhenTheSocketCloses() {
    SocketTransform socket = open();
    send(socket, "{\"type\":\"session.update\",\"session\":{\"instructions\":\"" + JANE + "\"}}");
    String delta = "{\"type\":\"response.output_text.delta\",\"item_id\":\"i\",\"delta\":\"%s\"}";
    assertEquals(List.of(delta.formatted("")), receive(socket, delta.formatted("EMAI")));
    List<byte[]> rest = socket.close(null);
    assertEquals(delta.formatted("EMAI"), new String(rest.get(0), UTF_8));
    assertTrue(socket.close(null).isEmpty());
    assertEquals(1, records.ended.size());
  }

  @Test
  void aBlockedFrameIsRefusedAndTheSocketGoesOn() {
    SocketTransform socket = open("redact: {email_address: block}");
    Verdict verdict =
        socket.send(
            ("{\"type\":\"response.create\",\"response\":{\"instructions\":\"" + JANE + "\"}}")
                .getBytes(UTF_8));
    assertNotNull(verdict.refusal());
    assertFalse(new String(verdict.refusal().body(), UTF_8).contains(JANE));
    assertEquals("{\"type\":\"response.create\"}", send(socket, "{\"type\":\"response.create\"}"));
  }

  @Test
  void policyDecidesOnAudioAndOnBrokenFrames() {
    SocketTransform socket = open("on_unscannable: block");
    byte[] audio =
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"gIGCg4SFhoeIiYqL\"}".getBytes(UTF_8);
    assertNotNull(socket.send(audio).refusal());
    assertNotNull(socket.send("{\"type\":".getBytes(UTF_8)).refusal());
  }

  @Test
  void aDeniedVendorsSocketIsNotOpened() {
    Engine engine =
        Engine.start(
            TestCalls.config(TestCalls.policy("vendors: {deny: [openai]}")).observer(records));
    Exchange exchange =
        engine.open(TestCalls.head("GET", "api.openai.com", "/v1/realtime", null, Map.of()));
    assertNotNull(exchange.judgeSocket().refusal());
    assertNull(exchange.socket());
    assertEquals(Decision.DENY, records.only().decision());
  }

  @Test
  void observingChangesNothing() {
    SocketTransform socket = open("mode: observe");
    byte[] frame =
        ("{\"type\":\"session.update\",\"session\":{\"instructions\":\"" + JANE + "\"}}")
            .getBytes(UTF_8);
    assertSame(frame, socket.send(frame).body());
    socket.close(null);
    assertEquals(Decision.AUDIT, records.only().decision());
    assertEquals(1, records.only().inputFindings().get("email_address").count());
  }

  @Test
  void googlesLiveApi() {
    SocketTransform socket =
        openAt(
            "generativelanguage.googleapis.com",
            "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent");
    String token =
        token(
            send(
                socket,
                "{\"clientContent\":{\"turns\":[{\"role\":\"user\",\"parts\":[{\"text\":\""
                    + JANE
                    + "\"}]}],\"turnComplete\":true}}"));
    String part = "{\"serverContent\":{\"modelTurn\":{\"parts\":[{\"text\":\"%s\"}]}}}";
    String call =
        "{\"toolCall\":{\"functionCalls\":[{\"id\":\"1\",\"name\":\"f\",\"args\":{\"to\":\"%s\"}}]}}";
    assertEquals(
        List.of(part.formatted(""), part.formatted(JANE + "!"), call.formatted(JANE)),
        receive(
            socket,
            part.formatted(token.substring(0, 3)),
            part.formatted(token.substring(3) + "!"),
            call.formatted(token)));
  }

  @Test
  void whatIsNoTextComesAsItIs() {
    SocketTransform socket = open();
    token(
        send(
            socket,
            "{\"type\":\"session.update\",\"session\":{\"instructions\":\"" + JANE + "\"}}"));
    for (byte[] audio :
        List.of(new byte[] {0, 1, 0, 2}, new byte[] {'{', 0, (byte) 0xFF}, new byte[0])) {
      assertSame(audio, socket.send(audio).body());
      List<byte[]> got = socket.receive(audio);
      assertEquals(1, got.size());
      assertSame(audio, got.get(0));
    }
  }

  @Test
  void whatIsSentAfterTheOtherSideClosedIsRedactedToo() {
    SocketTransform socket = open();
    socket.close(null);
    String text = "{\"type\":\"session.update\",\"session\":{\"instructions\":\"$\"}}";
    String sent = send(socket, text.replace("$", JANE));
    assertEquals(text.replace("$", token(sent)), sent);
    assertTrue(records.only().inputFindings().isEmpty());
  }

  @Test
  void aMessageAboveTheLimitIsPolicys() {
    String large = "{\"type\":\"session.update\",\"x\":\"" + "x".repeat(1 << 17) + "\"}";
    Verdict verdict = open("max_body_bytes: 64KiB").send(large.getBytes(UTF_8));
    assertNotNull(verdict.refusal());
    assertTrue(new String(verdict.refusal().body(), UTF_8).contains("on_oversize"));
    assertEquals(large, send(open("max_body_bytes: 64KiB", "on_oversize: allow"), large));
  }

  @Test
  void aCommonPathsFirstRequestIsPolicys() {
    Engine engine =
        Engine.start(
            TestCalls.config(TestCalls.policy("vendors: {allow: [openai]}")).observer(records));
    Exchange exchange =
        engine.open(
            TestCalls.head(
                "GET", "gateway.internal", "/api/chat", null, Map.of("Upgrade", "websocket")));
    assertNull(exchange.judgeSocket().refusal());
    SocketTransform socket = exchange.socket();
    assertEquals("{}", send(socket, "{}"));
    byte[] request = "{\"model\":\"m\",\"messages\":[]}".getBytes(UTF_8);
    assertNotNull(socket.send(request).refusal());
    assertNotNull(socket.send("{}".getBytes(UTF_8)).refusal());
    assertEquals(Decision.DENY, records.only().decision());
  }

  @Test
  void aMessageThatIsNoJsonIsOneOfItsOwn() {
    SocketTransform socket = open();
    String token =
        token(
            send(
                socket,
                "{\"type\":\"session.update\",\"session\":{\"instructions\":\"" + JANE + "\"}}"));
    assertEquals(
        List.of("EMAIL_", "EMAIL_7K", JANE, "for " + JANE, "E"),
        receive(socket, "EMAIL_", "EMAIL_7K", token, "for " + token, "E"));
  }

  @Test
  void aMessageWithACanaryIsRefusedAndOneThatComesIsMasked() {
    String canary = "7Q2M-X0HT-93KD-VA8R-4WZC";
    SocketTransform socket = open("canaries: {values: [" + canary + "]}");
    String item =
        "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\","
            + "\"content\":[{\"type\":\"input_text\",\"text\":\"$\"}]}}";
    assertNotNull(socket.send(item.replace("$", "So: " + canary).getBytes(UTF_8)).refusal());
    assertNull(socket.send(item.replace("$", "So: nothing").getBytes(UTF_8)).refusal());
    String delta =
        "{\"type\":\"response.output_text.delta\",\"response_id\":\"r\",\"item_id\":\"i\","
            + "\"output_index\":0,\"content_index\":0,\"delta\":\"$\"}";
    StringBuilder got = new StringBuilder();
    for (String part : new String[] {"It is 7Q2M", "-X0HT-93", "KD-VA8R-4W", "ZC.", " Bye."}) {
      receive(socket, delta.replace("$", part)).forEach(got::append);
    }
    socket.close(null).forEach(frame -> got.append(new String(frame, UTF_8)));
    assertFalse(got.toString().contains("7Q2M"), got.toString());
    assertTrue(got.toString().contains("[withheld: canaries.answer]\""), got.toString());
    assertEquals(2, records.only().threats().size());
  }

  @Test
  void aSessionThatOffersADeniedToolIsRefused() {
    SocketTransform socket = open("tools: {deny: [shell]}");
    String session =
        "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"function\",\"name\":\"$\"}]}}";
    assertNotNull(socket.send(session.replace("$", "shell").getBytes(UTF_8)).refusal());
    assertNull(socket.send(session.replace("$", "weather").getBytes(UTF_8)).refusal());
    assertEquals("tool.denied", records.started.get(0).threats().get(0).threat().id());
  }
}
