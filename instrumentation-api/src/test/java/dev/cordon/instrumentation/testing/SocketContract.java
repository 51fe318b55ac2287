package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RealGate.Step;
import dev.cordon.instrumentation.testing.SocketServer.Message;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every client's WebSockets keep, held against the real engine and a server that keeps what
 * came. A module extends it, implements {@link #connect} with its library, and runs it in a {@link
 * WovenLibrary}; what a library can't do it says in {@link #can}.
 */
public abstract class SocketContract {
  /** What not every client can. */
  public enum Ability {
    /** Sends one text in several fragments. */
    FRAGMENTS,
    /** Compresses messages. */
    COMPRESSION,
    /** Takes messages before the handshake is answered. */
    SENDS_EARLY,
    /** Always tells that the connection broke. */
    TELLS_BREAKS
  }

  /** The application's end of a WebSocket. */
  public interface Peer {
    /** Sends one text; of several fragments where the library can. */
    void text(String... fragments) throws Exception;

    /** Sends a binary message. */
    void binary(byte[] message) throws Exception;

    /** Closes it. */
    void close(int code, String reason) throws Exception;

    /** Breaks it off. */
    void abort() throws Exception;
  }

  /** What must not leave. */
  protected static final String VALUE = "anna.berg@nordwind-reisen.de";

  /** Where the engine expects a WebSocket of an AI service at any host. */
  protected static final String REALTIME = "/v1/realtime";

  private static final Pattern TOKEN = Pattern.compile("EMAIL_[0-9A-Z]{6,}");
  private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

  /** The server. */
  protected SocketServer server;

  /** The engine. */
  protected RealGate gate;

  /** What the application heard. */
  protected Heard heard = new Heard();

  /**
   * Begins to open a WebSocket with the library.
   *
   * @param url where to, with the scheme {@code ws}
   * @param headers further headers of the handshake
   * @param heard to be told of what the library tells its listener, a failed handshake too
   * @return the application's end; before the handshake is answered if the client can
   * @throws Exception what the library throws
   */
  protected abstract Peer connect(String url, Map<String, String> headers, Heard heard)
      throws Exception;

  /** Tells what the client can. Everything, unless a module says otherwise. */
  protected boolean can(Ability ability) {
    return true;
  }

  @BeforeEach
  final void startContract() throws InterruptedException {
    serve(false);
    policy();
  }

  @AfterEach
  final void stopContract() {
    Cordon.install(null);
    server.close();
  }

  private void serve(boolean compresses) throws InterruptedException {
    if (server != null) {
      server.close();
    }
    server = new SocketServer(SocketContract::echo, compresses);
  }

  /** Begins again with another policy. */
  protected final void policy(String... lines) {
    gate = new RealGate(lines);
    Cordon.install(gate);
  }

  /** Says what was said, as a model would that repeats it. */
  private static void echo(WebSocket client, Message message) {
    if (message.kind().equals("binary")) {
      client.send(message.bytes());
      return;
    }
    Matcher text = TEXT.matcher(message.text());
    if (text.find()) {
      client.send(done(text.group(1)));
    }
  }

  /** A message of OpenAI's Realtime API that says this. */
  protected static String say(String text) {
    return "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\","
        + "\"content\":[{\"type\":\"input_text\",\"text\":\""
        + text
        + "\"}]}}";
  }

  private static String done(String text) {
    return "{\"type\":\"response.output_text.done\",\"item_id\":\"i\",\"output_index\":0,"
        + "\"content_index\":0,\"text\":\""
        + text
        + "\"}";
  }

  private static String delta(String text) {
    return "{\"type\":\"response.output_text.delta\",\"item_id\":\"i\",\"output_index\":0,"
        + "\"content_index\":0,\"delta\":\""
        + text
        + "\"}";
  }

  private Peer open(String path) throws Exception {
    Peer peer = connect(server.url(path), Map.of(), heard);
    assertEquals("open", heard.next());
    return peer;
  }

  private String token(String sent) {
    Matcher token = TOKEN.matcher(sent);
    assertTrue(token.find(), sent);
    return token.group();
  }

  private ExchangeRecord ended() throws InterruptedException {
    gate.awaitEnd(30);
    assertEquals(1, gate.ended().size());
    return gate.ended().get(0);
  }

  /** Sends what must not leave; what the library throws is heard as well. */
  private void sendRefused(Peer peer, String text) {
    try {
      peer.text(text);
    } catch (Exception refused) {
      heard.failed(refused, 0);
    }
  }

  private void assertRefused(String why) throws InterruptedException {
    String event = heard.next();
    event = event.startsWith("close 1006") ? heard.next() : event; // who is told of that first
    assertTrue(event.startsWith("failure"), event);
    assertTrue(event.contains("Cordon refused this message"), event);
    assertTrue(event.contains(why), event);
    assertFalse(event.contains(VALUE), event);
  }

  private void assertNothingCame() throws InterruptedException {
    for (Message message : server.rest()) {
      assertEquals("close", message.kind(), message::toString);
    }
  }

  @Test
  void aTextLeavesRedactedAndComesBackRestored() throws Exception {
    Peer peer = open(REALTIME);
    peer.text(say("I am " + VALUE));
    String sent = server.next().text();
    assertEquals(say("I am " + token(sent)), sent);
    assertEquals("text " + done("I am " + VALUE), heard.next());
    peer.close(1000, "bye");
    assertEquals("close 1000 bye", server.next().toString());
    assertEquals(ExchangeRecord.Decision.MODIFY, ended().decision());
  }

  @Test
  void aTextInFragmentsIsRedactedWhole() throws Exception {
    assumeTrue(can(Ability.FRAGMENTS));
    Peer peer = open(REALTIME);
    String text = say("I am " + VALUE + ", ærlig \uD83C\uDF08");
    for (int cut = 1; cut < text.length(); cut += 7) {
      if (Character.isLowSurrogate(text.charAt(cut))) {
        continue;
      }
      peer.text(text.substring(0, cut), "", text.substring(cut));
      String sent = server.next().text();
      assertEquals(text.replace(VALUE, token(sent)), sent);
      assertTrue(heard.next().contains(VALUE));
    }
  }

  @Test
  void aTextThatComesInFragmentsIsRestored() throws Exception {
    Peer peer = open(REALTIME);
    peer.text(say(VALUE));
    String token = token(server.next().text());
    heard.next();
    WebSocket client = server.client();
    String text = done("Dear " + token + "!");
    int at = text.indexOf(token) + 5;
    SocketServer.fragments(client, text.substring(0, 9), text.substring(9, at), text.substring(at));
    assertEquals("text " + done("Dear " + VALUE + "!"), heard.next());
  }

  @Test
  void aTokenThatIsSpreadOverMessagesIsRestored() throws Exception {
    Peer peer = open(REALTIME);
    peer.text(say(VALUE));
    String token = token(server.next().text());
    heard.next();
    WebSocket client = server.client();
    client.send(delta("Dear " + token.substring(0, 7)));
    client.send(delta(token.substring(7) + ","));
    client.send(delta("E"));
    client.send(done("Dear " + token + ",E"));
    assertEquals("text " + delta("Dear "), heard.next());
    assertEquals("text " + delta(VALUE + ","), heard.next());
    assertEquals("text " + delta(""), heard.next());
    assertEquals("text " + delta("E"), heard.next());
    assertEquals("text " + done("Dear " + VALUE + ",E"), heard.next());
  }

  @Test
  void whatIsHeldBackComesBeforeTheClose() throws Exception {
    Peer peer = open(REALTIME);
    peer.text(say(VALUE));
    heard.next();
    WebSocket client = server.client();
    client.send(delta("EMAIL_"));
    client.close(1000, "done");
    assertEquals("text " + delta(""), heard.next());
    assertEquals("text " + delta("EMAIL_"), heard.next());
    assertEquals("close 1000 done", heard.next());
    ended();
  }

  @Test
  void compressedMessagesAreRedactedAndRestored() throws Exception {
    assumeTrue(can(Ability.COMPRESSION));
    serve(true);
    Peer peer = open(REALTIME);
    String much = " and so on".repeat(500);
    for (int i = 0; i < 3; i++) {
      peer.text(say(VALUE + much));
      String sent = server.next().text();
      assertEquals(say(token(sent) + much), sent);
      assertEquals("text " + done(VALUE + much), heard.next());
    }
  }

  @Test
  void binaryMessagesAreCountedAndNotTouched() throws Exception {
    Peer peer = open(REALTIME);
    byte[] audio = new byte[4096];
    for (int i = 0; i < audio.length; i++) {
      audio[i] = (byte) (i * 31);
    }
    byte[] likeJson = {'{', '"', (byte) 0x80, 0, 0, (byte) 0xFF, 1};
    for (byte[] message : List.of(audio, likeJson)) {
      peer.binary(message);
      assertArrayEquals(message, server.next().bytes());
      assertEquals("binary " + HexFormat.of().formatHex(message), heard.next());
    }
    peer.close(1000, "");
    assertEquals(audio.length + likeJson.length, ended().unscannedBytes());
  }

  @Test
  void aTextInABinaryMessageIsGovernedToo() throws Exception {
    Peer peer = open(REALTIME);
    peer.binary(say(VALUE).getBytes(UTF_8));
    String sent = server.next().text();
    assertEquals(say(token(sent)), sent);
    assertEquals("binary " + HexFormat.of().formatHex(say(VALUE).getBytes(UTF_8)), heard.next());
  }

  @Test
  void pingsAndClosesOfTheServerAreAnsweredAsEver() throws Exception {
    open(REALTIME);
    WebSocket client = server.client();
    client.sendPing();
    assertEquals("pong", server.next().kind());
    client.close(4001, "enough");
    assertEquals("close 4001 enough", heard.next());
    assertEquals(ExchangeRecord.Decision.ALLOW, ended().decision());
  }

  @Test
  void aWebSocketThatIsBrokenOffIsOneCall() throws Exception {
    Peer peer = open(REALTIME);
    peer.text(say(VALUE));
    heard.next();
    peer.abort();
    ended();
  }

  @Test
  void aConnectionThatBreaksIsOneFailedCall() throws Exception {
    assumeTrue(can(Ability.TELLS_BREAKS));
    Peer peer = open(REALTIME);
    peer.text(say(VALUE));
    heard.next();
    server.client().closeConnection(1006, "");
    String event = heard.next();
    assertTrue(event.startsWith("failure") || event.startsWith("close 1006"), event);
    ended();
  }

  @Test
  void whatIsSentBeforeTheHandshakeIsAnsweredIsRedacted() throws Exception {
    assumeTrue(can(Ability.SENDS_EARLY));
    Peer peer = connect(server.url(REALTIME), Map.of(), heard);
    peer.text(say(VALUE));
    peer.text(say("and " + VALUE));
    String first = server.next().text();
    assertEquals(say(token(first)), first);
    assertEquals(say("and " + token(first)), server.next().text());
  }

  @Test
  void aBlockedMessageIsNotSentAndTheApplicationIsTold() throws Exception {
    policy("redact: {email_address: block}");
    Peer peer = open(REALTIME);
    peer.text(say("hello"));
    assertEquals(say("hello"), server.next().text());
    heard.next();
    sendRefused(peer, say(VALUE));
    assertRefused("email_address");
    peer.abort();
    ExchangeRecord record = ended();
    assertEquals(ExchangeRecord.Decision.DENY, record.decision());
    assertEquals("redact.email_address", record.rule());
    assertNothingCame();
  }

  @Test
  void policyDecidesOnWhatCantBeReadOrIsTooLarge() throws Exception {
    policy("max_body_bytes: 64KiB");
    Peer peer = open(REALTIME);
    sendRefused(peer, "{\"type\":" + VALUE);
    assertRefused("on_malformed");
    peer.abort();

    heard = new Heard();
    peer = open(REALTIME);
    sendRefused(peer, say(VALUE + " x".repeat(1 << 16)));
    assertRefused("max_body_bytes");
    peer.abort();
    assertNothingCame();
  }

  @Test
  void aDeniedVendorsWebSocketIsNotOpened() throws Exception {
    policy("vendors: {allow: [openai]}");
    connectRefused();
    assertTrue(heard.next().matches("failure .*403.*"), "the status of a refusal");
    assertEquals(0, server.handshakes());
    assertEquals(ExchangeRecord.Decision.DENY, ended().decision());
  }

  private void connectRefused() {
    try {
      connect(server.url(REALTIME), Map.of(), heard);
    } catch (Exception refused) {
      heard.failed(refused, 0);
    }
  }

  @Test
  void theHandshakesQueryAndHeadersAreRedacted() throws Exception {
    connect(
        server.url(REALTIME + "?model=m&user=" + VALUE),
        Map.of("OpenAI-Safety-User", VALUE),
        heard);
    assertEquals("open", heard.next());
    SocketServer.Handshake handshake = server.handshake();
    assertTrue(handshake.target().startsWith(REALTIME + "?model=m&user=EMAIL_"), handshake::target);
    assertFalse(handshake.headers().containsValue(VALUE), handshake.headers()::toString);
  }

  @Test
  void observingChangesNothing() throws Exception {
    policy("mode: observe", "redact: {email_address: block}");
    Peer peer = open(REALTIME);
    for (String text : List.of(say(VALUE), "{\"type\":", "plain " + VALUE)) {
      peer.text(text);
      assertEquals(text, server.next().text());
    }
    assertEquals("text " + done(VALUE), heard.next());
    peer.close(1000, "");
    ExchangeRecord record = ended();
    assertEquals(ExchangeRecord.Decision.AUDIT, record.decision());
    assertEquals(2, record.inputFindings().get("email_address").count());
  }

  @Test
  void offAndIgnoredHostsAreNotSeen() throws Exception {
    for (String line : List.of("mode: off", "ignore_hosts: [127.0.0.1]")) {
      policy(line);
      heard = new Heard();
      Peer peer = open(REALTIME);
      peer.text(say(VALUE));
      assertEquals(say(VALUE), server.next().text());
      assertEquals("text " + done(VALUE), heard.next());
      assertEquals(List.of(), gate.ended());
    }
  }

  @Test
  void aWebSocketOfAnotherProgramIsNotTouched() throws Exception {
    Peer peer = open("/updates");
    for (String text : List.of(say(VALUE), "{\"type\":", VALUE)) {
      peer.text(text);
      assertEquals(text, server.next().text());
    }
    assertEquals("text " + done(VALUE), heard.next());
    peer.close(1000, "");
    assertEquals("close 1000 ", server.next().toString());
    assertEquals(List.of(), gate.ended());
    assertEquals(List.of(), gate.faults());
  }

  @Test
  void aCommonPathIsGovernedFromTheFirstMessageInTheFormOfARequest() throws Exception {
    Peer peer = open("/api/chat");
    peer.text(say(VALUE));
    assertEquals(say(VALUE), server.next().text());
    heard.next();
    peer.text("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + VALUE + "\"}]}");
    token(server.next().text());
    peer.close(1000, "");
    ended();
  }

  @Test
  void aFaultRefusesWhatWasNotJudged() throws Exception {
    for (Step step : List.of(Step.RECOGNISE, Step.OPEN, Step.JUDGE, Step.SOCKET, Step.SEND)) {
      for (Throwable fault : List.of(new IllegalStateException(), new NoClassDefFoundError())) {
        policy();
        gate.fail(step, fault);
        heard = new Heard();
        connectAndSend();
        String event = heard.next();
        event = event.equals("open") ? heard.next() : event;
        event = event.startsWith("close 1006") ? heard.next() : event;
        assertTrue(event.startsWith("failure"), step + " " + event);
        assertFalse(gate.faults().isEmpty(), step::toString);
        assertNothingCame();
      }
    }
  }

  private void connectAndSend() {
    try {
      connect(server.url(REALTIME), Map.of(), heard).text(say(VALUE));
    } catch (Exception refused) {
      heard.failed(refused, 0);
    }
  }

  @Test
  void aFaultLetsThePlainMessagePassWherePolicySaysSo() throws Exception {
    for (Step step : List.of(Step.RECOGNISE, Step.OPEN, Step.JUDGE, Step.SOCKET, Step.SEND)) {
      policy("on_error: allow");
      gate.fail(step, new IllegalStateException());
      heard = new Heard();
      Peer peer = open(REALTIME);
      peer.text(say(VALUE));
      assertEquals(say(VALUE), server.next().text(), step::toString);
      assertEquals("text " + done(VALUE), heard.next());
      peer.abort();
      server.next();
    }
  }

  @Test
  void aFaultInWhatComesLeavesTheTokens() throws Exception {
    gate.fail(Step.RECEIVE, new IllegalStateException());
    gate.fail(Step.CLOSE, new IllegalStateException());
    Peer peer = open(REALTIME);
    peer.text(say(VALUE));
    String token = token(server.next().text());
    assertEquals("text " + done(token), heard.next());
    server.client().close(1000, "over");
    assertEquals("close 1000 over", heard.next());
  }

  @Test
  void manyAtOnceGetTheirOwnBack() throws Exception {
    List<Peer> peers = new ArrayList<>();
    List<Heard> told = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Heard each = new Heard();
      told.add(each);
      peers.add(connect(server.url(REALTIME), Map.of(), each));
    }
    for (int i = 0; i < 50; i++) {
      assertEquals("open", told.get(i).next());
      peers.get(i).text(say(i + VALUE));
    }
    for (int i = 0; i < 50; i++) {
      assertEquals("text " + done(i + VALUE), told.get(i).next());
      peers.get(i).abort();
    }
  }
}
