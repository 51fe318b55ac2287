package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.RealGate.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every client module keeps, held against the real engine and a server that keeps raw bytes. A
 * module extends it, implements {@link #send} with its library, and runs it in a {@link
 * WovenLibrary}; what a library can't do it says in {@link #can}.
 */
public abstract class ClientContract {
  /** What not every client can. */
  public enum Ability {
    /** Sends bodies of unknown length. */
    CHUNKED,
    /** Sends bodies that can be had once. */
    ONE_SHOT,
    /**
     * Gives the answer's bytes as they are coded; a client that decodes itself has its own limits.
     */
    LEAVES_CODINGS,
    /** Follows 307 and 308 with the body. */
    REDIRECT,
    /** Is sent where policy sends it; any other is refused there. */
    ROUTED,
    /** Sends the same header in several lines. */
    REPEATED_HEADERS,
    /** Gives the answer's bytes as they come. */
    STREAMS,
    /** Ends each call that the application gives up; some lose a request to do so now and then. */
    ENDS_WHAT_IS_GIVEN_UP
  }

  /** What must not leave. */
  protected static final String VALUE = "anna.berg@nordwind-reisen.de";

  /** Where the engine expects an AI call at any host. */
  protected static final String CHAT = "/v1/chat/completions";

  private static final String ELSEWHERE = "/orders";
  private static final int SECONDS = 30;

  /** The server. */
  protected RawServer server;

  /** The engine. */
  protected RealGate gate;

  /**
   * Sends a request with the library, and waits for the answer's head.
   *
   * @param ask what to send
   * @return the answer
   * @throws Exception what the library throws
   */
  protected abstract Reply send(Ask ask) throws Exception;

  /** Tells what the client can. Everything, unless a module says otherwise. */
  protected boolean can(Ability ability) {
    return true;
  }

  /**
   * Begins a request that the application can give up, and doesn't wait for its answer.
   *
   * @param ask what to send
   * @return gives it up; null where the client has no way to
   * @throws Exception what the library throws
   */
  protected @Nullable Runnable begin(Ask ask) throws Exception {
    return null;
  }

  /**
   * Returns the status, sent with {@code Retry-After: 0}, upon which the client tries again by
   * itself; 0 where it never does.
   */
  protected int retried() {
    return 0;
  }

  /**
   * Sends a request over HTTP/2 without TLS.
   *
   * @param ask what to send
   * @return the answer; null where the client doesn't speak it
   * @throws Exception what the library throws
   */
  protected @Nullable Reply sendOverHttp2(Ask ask) throws Exception {
    return null;
  }

  /**
   * Makes a call and tells all that the library lets an application ask, before and after it, of
   * the client, the request and the answer.
   *
   * @param ask what to send
   * @return a line for each answer; null where nothing can be asked
   * @throws Exception what the library throws
   */
  protected @Nullable List<String> publicState(Ask ask) throws Exception {
    return null;
  }

  @BeforeEach
  final void startContract() throws IOException {
    server = new RawServer(ClientContract::echo);
    policy();
  }

  @AfterEach
  final void stopContract() throws IOException {
    Cordon.install(null);
    server.close();
  }

  /** Begins again with another policy. */
  protected final void policy(String... lines) {
    gate = new RealGate(lines);
    Cordon.install(gate);
  }

  /** A chat request that says this. */
  protected final Ask chat(String text) {
    return Ask.post(server.url(CHAT), json(text));
  }

  private static String json(String text) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
  }

  private static String completion(String text) {
    return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
        + "{\"role\":\"assistant\",\"content\":\""
        + text
        + "\"}}]}";
  }

  /** Answers with what the request said, as a model would that repeats it. */
  private static void echo(String request, OutputStream out) throws IOException {
    answer(out, "application/json", "", completion(content(body(request))).getBytes(ISO_8859_1));
  }

  private static void answer(OutputStream out, String type, String headers, byte[] body)
      throws IOException {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + type
            + "\r\n"
            + headers
            + "Content-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    out.write(head.getBytes(ISO_8859_1));
    out.write(body);
  }

  private static String body(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  private static String content(String json) {
    int at = json.indexOf("\"content\":\"");
    return at < 0 ? "" : json.substring(at + 11, json.indexOf('"', at + 11));
  }

  private String answerTo(Ask ask) throws Exception {
    try (Reply reply = send(ask)) {
      assertEquals(200, reply.status());
      return new String(reply.bytes(), UTF_8);
    }
  }

  private void assertRefused(Ask ask) throws Exception {
    try (Reply reply = send(ask)) {
      assertEquals(403, reply.status());
      assertEquals("false", reply.headers().apply("x-should-retry"));
      assertTrue(new String(reply.bytes(), UTF_8).contains("error"));
    }
    assertNothingLeft();
  }

  private void assertNothingLeft() {
    assertEquals(List.of(), server.requests());
  }

  private void assertNoValueLeft() {
    assertFalse(server.requests().isEmpty(), "nothing was sent");
    assertFalse(server.requests().toString().contains(VALUE), server.requests()::toString);
  }

  /** Returns the only record; a client may end its call on a thread of its own. */
  private ExchangeRecord theRecord() throws InterruptedException {
    gate.awaitEnd(SECONDS);
    assertEquals(1, gate.ended().size(), "one call is one record");
    return gate.ended().get(0);
  }

  @Test
  public void aWholeBodyLeavesWithoutTheValueAndTheAnswerComesWithIt() throws Exception {
    assertEquals(completion("mail " + VALUE), answerTo(chat("mail " + VALUE)));
    assertNoValueLeft();
    assertEquals(200, theRecord().status());
  }

  @Test
  public void aBodyOfUnknownLengthStaysOne() throws Exception {
    assumeTrue(can(Ability.CHUNKED));
    assertEquals(completion(VALUE), answerTo(chat(VALUE).framed(Framing.CHUNKED)));
    assertNoValueLeft();
    String head = server.requests().get(0).toLowerCase(Locale.ROOT);
    assertTrue(head.contains("transfer-encoding: chunked"), head);
  }

  @Test
  public void aBodyThatCanBeHadOnceIsSentFromWhatWasRead() throws Exception {
    assumeTrue(can(Ability.ONE_SHOT));
    assertEquals(completion(VALUE), answerTo(chat(VALUE).framed(Framing.ONE_SHOT)));
    assertNoValueLeft();
    assertEquals(completion("hello"), answerTo(chat("hello").framed(Framing.ONE_SHOT)));
    assertTrue(server.requests().get(1).endsWith(json("hello")));
  }

  @Test
  public void aCallThatIsNoneOfOursIsTheSameByteForByte() throws Exception {
    for (Framing framing : framings()) {
      Ask ask = Ask.post(server.url(ELSEWHERE), json(VALUE)).with("X-User", VALUE).framed(framing);
      server.requests().clear();
      byte[] governed = send(ask).bytes();
      Cordon.install(null);
      byte[] alone = send(ask).bytes();
      Cordon.install(gate);
      assertEquals(server.requests().get(1), server.requests().get(0));
      assertArrayEquals(alone, governed);
      assertEquals(List.of(), gate.ended());
    }
  }

  @Test
  public void anAiCallWithoutFindingsIsTheSameByteForByte() throws Exception {
    for (Framing framing : framings()) {
      Ask ask = chat("hello").framed(framing);
      server.requests().clear();
      byte[] governed = send(ask).bytes();
      Cordon.install(null);
      byte[] alone = send(ask).bytes();
      Cordon.install(gate);
      assertEquals(server.requests().get(1), server.requests().get(0));
      assertArrayEquals(alone, governed);
    }
  }

  @Test
  public void inObserveModeAnAiCallIsTheSameByteForByte() throws Exception {
    policy("mode: observe");
    for (Framing framing : framings()) {
      Ask ask = chat(VALUE).with("X-User", VALUE).framed(framing);
      server.requests().clear();
      byte[] governed = send(ask).bytes();
      Cordon.install(null);
      byte[] alone = send(ask).bytes();
      Cordon.install(gate);
      assertEquals(server.requests().get(1), server.requests().get(0));
      assertArrayEquals(alone, governed);
    }
  }

  @Test
  public void whatAnApplicationCanAskForIsWhatItIsWithoutUs() throws Exception {
    server.script( // of no known length: a restored answer has another one
        (request, out) -> {
          String head =
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
          out.write(head.getBytes(ISO_8859_1));
          out.write(completion(content(body(request))).getBytes(ISO_8859_1));
        });
    for (Ask ask : List.of(chat(VALUE), Ask.post(server.url(ELSEWHERE), json(VALUE)))) {
      List<String> governed = publicState(ask);
      assumeTrue(governed != null, "nothing can be asked");
      Cordon.install(null);
      List<String> alone = publicState(ask);
      Cordon.install(gate);
      assertIterableEquals(alone, governed);
    }
    assertFalse(server.requests().get(0).contains(VALUE), "the call was ours");
  }

  private List<Framing> framings() {
    List<Framing> framings = new ArrayList<>(List.of(Framing.WHOLE));
    if (can(Ability.CHUNKED)) {
      framings.add(Framing.CHUNKED);
    }
    if (can(Ability.ONE_SHOT)) {
      framings.add(Framing.ONE_SHOT);
    }
    return framings;
  }

  @Test
  public void aRefusedCallGetsAnAnswerAndNothingLeaves() throws Exception {
    policy("redact:", "  email_address: block");
    for (Framing framing : framings()) {
      assertRefused(chat(VALUE).framed(framing));
    }
    assertEquals(framings().size(), gate.ended().size());
  }

  @Test
  public void aBodyThatIsTooLargeIsRefusedBeforeAByteOfItLeaves() throws Exception {
    policy("max_body_bytes: 1024");
    for (Framing framing : framings()) {
      assertRefused(chat("hello ".repeat(5_000)).framed(framing));
    }
  }

  @Test
  public void aBodyThatIsTooLargeIsSentWholeWherePolicyLetsIt() throws Exception {
    policy("max_body_bytes: 1024", "on_oversize: allow");
    String text = "hello ".repeat(5_000);
    for (Framing framing : framings()) {
      server.requests().clear();
      assertEquals(completion(text), answerTo(chat(text).framed(framing)));
      assertTrue(server.requests().get(0).endsWith(json(text)));
    }
  }

  /** One fault of each kind. */
  private static List<Throwable> faults() {
    return List.of(
        new IllegalStateException("planned"),
        new NoClassDefFoundError("planned"),
        new OutOfMemoryError("planned"),
        new StackOverflowError("planned"));
  }

  @Test
  public void aFaultBeforeTheVerdictRefusesTheCall() throws Exception {
    for (Step step : List.of(Step.RECOGNISE, Step.OPEN, Step.JUDGE)) {
      for (Throwable fault : faults()) {
        for (Framing framing : framings()) {
          policy();
          gate.fail(step, fault);
          assertRefused(chat(VALUE).framed(framing));
          assertFalse(gate.faults().isEmpty(), "the fault is reported");
        }
      }
    }
  }

  @Test
  public void aFaultBetweenTheVerdictAndTheSendingKeepsTheRequestBack() throws Exception {
    for (Throwable fault : faults()) {
      for (Framing framing : framings()) {
        policy();
        gate.fail(Step.EDIT, fault);
        try (Reply reply = send(chat(VALUE).framed(framing))) {
          assertEquals(403, reply.status());
        } catch (Exception failed) {
          assertFalse(failed.toString().contains("planned"), "no fault of ours: " + failed);
        }
        assertNothingLeft();
        assertFalse(gate.faults().isEmpty(), "the fault is reported");
      }
    }
  }

  @Test
  public void aHookThatDoesNothingRefusesCallsToVendors() throws Exception {
    policy("hosts:", "  " + URI.create(server.url("/")).getHost() + ": openai");
    gate.open(new OpenHook("library", "library:1", "com.example.Client", "it has no method x"));
    for (Framing framing : framings()) {
      assertRefused(chat(VALUE).framed(framing));
    }
    assertEquals("on_unhooked", gate.ended().get(0).rule());
  }

  @Test
  public void aFaultBeforeTheVerdictSendsTheOriginalWherePolicyLetsIt() throws Exception {
    for (Step step : List.of(Step.RECOGNISE, Step.OPEN, Step.JUDGE)) {
      for (Throwable fault : faults()) {
        for (Framing framing : framings()) {
          policy("on_error: allow");
          gate.fail(step, fault);
          server.requests().clear();
          assertEquals(completion(VALUE), answerTo(chat(VALUE).framed(framing)));
          assertTrue(server.requests().get(0).endsWith(json(VALUE)), server.requests()::toString);
        }
      }
    }
  }

  @Test
  public void aFaultWhenTheAnswerBeginsLeavesTheAnswerAsItCame() throws Exception {
    for (Throwable fault : faults()) {
      policy();
      gate.fail(Step.ANSWER, fault);
      server.requests().clear();
      String answer = answerTo(chat(VALUE));
      assertNoValueLeft();
      assertEquals(completion(content(body(server.requests().get(0)))), answer);
      theRecord();
    }
  }

  @Test
  public void aFaultWhereHeadersLeaveKeepsTheRequestBack() throws Exception {
    for (Throwable fault : faults()) {
      policy();
      gate.fail(Step.LEAVE, fault);
      assertThrows(Exception.class, () -> send(chat(VALUE)).close());
      assertFalse(server.requests().toString().contains("HTTP/1.1"), "nothing was written");
    }
  }

  @Test
  public void headersLeaveWithoutTheValueAndInAsManyLines() throws Exception {
    Ask ask = chat("hello").with("X-Note", "first " + VALUE);
    if (can(Ability.REPEATED_HEADERS)) {
      ask = ask.with("X-Note", "second");
    }
    send(ask).close();
    assertNoValueLeft();
    long lines =
        server
            .requests()
            .get(0)
            .lines()
            .filter(line -> line.regionMatches(true, 0, "X-Note: ", 0, 8))
            .count();
    assertEquals(can(Ability.REPEATED_HEADERS) ? 2 : 1, lines, server.requests()::toString);
  }

  @Test
  public void theQueryLeavesWithoutTheValue() throws Exception {
    Ask ask = Ask.post(server.url(CHAT + "?note=" + VALUE.replace("@", "%40")), json("hello"));
    send(ask).close();
    assertFalse(server.requests().get(0).contains("anna.berg"), server.requests()::toString);
    assertTrue(server.requests().get(0).startsWith("POST " + CHAT + "?note="));
  }

  @Test
  public void everyCodingCutAnywhereIsRestored() throws Exception {
    assumeTrue(can(Ability.LEAVES_CODINGS));
    for (String coding : List.of("gzip", "x-gzip", "members", "deflate", "raw", "gzip, deflate")) {
      String name = coding.equals("members") ? "gzip" : coding.equals("raw") ? "deflate" : coding;
      int[] cut = {0};
      int[] length = {1};
      server.script(
          (request, out) -> {
            byte[] body = encoded(coding, completion(content(body(request))).getBytes(ISO_8859_1));
            length[0] = body.length;
            String head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: "
                    + name
                    + "\r\nConnection: close\r\n\r\n";
            out.write(head.getBytes(ISO_8859_1));
            out.write(body, 0, cut[0]);
            out.flush();
            out.write(body, cut[0], body.length - cut[0]);
          });
      for (; cut[0] < length[0]; cut[0] += 3) {
        Ask ask = chat(VALUE).with("Accept-Encoding", "gzip, deflate");
        assertEquals(completion(VALUE), answerTo(ask), coding + " cut at " + cut[0]);
      }
    }
    assertNoValueLeft();
  }

  private static byte[] encoded(String coding, byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    switch (coding) {
      case "deflate":
        write(new DeflaterOutputStream(bytes), plain);
        break;
      case "raw":
        write(new DeflaterOutputStream(bytes, new Deflater(6, true)), plain);
        break;
      case "members":
        int half = plain.length / 2;
        write(new GZIPOutputStream(bytes), Arrays.copyOf(plain, half));
        write(new GZIPOutputStream(bytes), Arrays.copyOfRange(plain, half, plain.length));
        break;
      case "gzip, deflate":
        return encoded("deflate", encoded("gzip", plain));
      default:
        write(new GZIPOutputStream(bytes), plain);
    }
    return bytes.toByteArray();
  }

  private static void write(OutputStream coder, byte[] plain) throws IOException {
    try (coder) {
      coder.write(plain);
    }
  }

  @Test
  public void anEventArrivesBeforeTheNextOneIsSent() throws Exception {
    assumeTrue(can(Ability.STREAMS));
    CountDownLatch read = new CountDownLatch(1);
    server.script(
        (request, out) -> {
          stream(out, content(body(request)));
          if (!read.await(SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the first event never arrived");
          }
          out.write("data: [DONE]\n\n".getBytes(ISO_8859_1));
        });
    try (Reply reply = send(chat("mail " + VALUE + " now"))) {
      StringBuilder text = new StringBuilder();
      while (text.indexOf(VALUE) < 0) {
        text.append((char) reply.body().read());
      }
      read.countDown();
      assertTrue(new String(reply.body().readAllBytes(), UTF_8).endsWith("data: [DONE]\n\n"));
    }
    assertEquals(200, theRecord().status());
  }

  private static void stream(OutputStream out, String text) throws IOException {
    String event =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + event)
            .getBytes(ISO_8859_1));
    out.flush();
  }

  @Test
  public void anAnswerThatIsClosedEarlyEndsItsCall() throws Exception {
    assumeTrue(can(Ability.STREAMS));
    CountDownLatch closed = new CountDownLatch(1);
    server.script(
        (request, out) -> {
          stream(out, content(body(request)));
          closed.await(SECONDS, TimeUnit.SECONDS);
        });
    try (Reply reply = send(chat("mail " + VALUE + " now"))) {
      assertEquals('d', reply.body().read());
    } finally {
      closed.countDown();
    }
    assertEquals(200, theRecord().status());
  }

  @Test
  public void aServerThatHangsUpFailsTheCallAsWithoutUs() throws Exception {
    server.script((request, out) -> {});
    Exception governed = assertThrows(Exception.class, () -> send(chat(VALUE)).close());
    theRecord();
    Cordon.install(null);
    Exception alone = assertThrows(Exception.class, () -> send(chat(VALUE)).close());
    Cordon.install(gate);
    assertEquals(alone.getClass(), governed.getClass());
  }

  @Test
  public void aCallThatIsGivenUpIsOneRecordThatFailed() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    server.script(
        (request, out) -> {
          asked.countDown();
          ended.await(SECONDS, TimeUnit.SECONDS);
        });
    try {
      Runnable cancel = begin(chat(VALUE));
      assumeTrue(cancel != null, "calls of this client can't be given up");
      assertTrue(asked.await(SECONDS, TimeUnit.SECONDS), "the call was sent");
      cancel.run();
      if (!can(Ability.ENDS_WHAT_IS_GIVEN_UP)) {
        ended.countDown(); // the server hangs up
      }
      assertNotNull(theRecord().errorType());
      assertNoValueLeft();
    } finally {
      ended.countDown();
    }
  }

  @Test
  public void aCallThatTheClientTriesAgainIsOneRecordAndLeavesEachTimeWithoutTheValue()
      throws Exception {
    assumeTrue(retried() != 0, "this client never tries again by itself");
    AtomicInteger tries = new AtomicInteger();
    server.script(
        (request, out) -> {
          if (tries.incrementAndGet() == 1) {
            String busy =
                "HTTP/1.1 "
                    + retried()
                    + " Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n"
                    + "Connection: close\r\n\r\n";
            out.write(busy.getBytes(ISO_8859_1));
          } else {
            echo(request, out);
          }
        });
    assertEquals(completion(VALUE), answerTo(chat(VALUE)));
    assertEquals(2, server.requests().size());
    assertEquals(chatIn(server.requests().get(0)), chatIn(server.requests().get(1)));
    assertNoValueLeft();
    assertEquals(200, theRecord().status());
  }

  @Test
  public void callsOverHttp2LeaveWithoutTheValueAndTheirEventsComeWithIt() throws Exception {
    try (Http2Server http2 = new Http2Server(request -> events(content(request)))) {
      for (Framing framing : framings()) {
        String text = "mail " + VALUE + " now";
        Ask ask = Ask.post(http2.url(CHAT), json(text)).with("X-User", VALUE).framed(framing);
        try (Reply reply = sendOverHttp2(ask)) {
          assumeTrue(reply != null, "this client doesn't speak HTTP/2");
          assertEquals(200, reply.status());
          assertEquals(String.join("", events(text)), new String(reply.bytes(), UTF_8));
        }
      }
      policy("redact:", "  email_address: block");
      try (Reply refused = sendOverHttp2(Ask.post(http2.url(CHAT), json(VALUE)))) {
        assertEquals(403, refused.status());
      }
      List<String> calls =
          http2.requests().stream().filter(request -> request.contains(CHAT)).toList();
      assertEquals(framings().size(), calls.size());
      for (String request : calls) {
        assertTrue(request.startsWith("POST " + CHAT + " HTTP/2"), request);
        assertFalse(request.contains(VALUE), request);
      }
    }
  }

  private static List<String> events(String text) {
    String event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    return List.of(String.format(event, text), String.format(event, "."), "data: [DONE]\n\n");
  }

  @Test
  public void aRedirectFromAnywhereIntoAnAiVendorIsAnAiCall() throws Exception {
    assumeTrue(can(Ability.REDIRECT));
    redirect("http://localhost:" + server.port() + CHAT);
    for (Framing framing : redirected()) {
      server.requests().clear();
      sendOrFail(Ask.post(server.url(ELSEWHERE), json(VALUE)).framed(framing));
      for (String request : server.requests()) {
        assertFalse(request.contains(CHAT) && request.contains(VALUE), request);
      }
    }
  }

  @Test
  public void aRedirectFromATrustedVendorToAnotherHostIsACallOfItsOwn() throws Exception {
    assumeTrue(can(Ability.REDIRECT));
    policy(
        "hosts:",
        "  127.0.0.1: mistral_ai",
        "  localhost: openai",
        "vendors:",
        "  trust: [mistral_ai]");
    redirect("http://localhost:" + server.port() + CHAT + "/again");
    for (Framing framing : redirected()) {
      server.requests().clear();
      sendOrFail(chat(VALUE).framed(framing));
      assertTrue(server.requests().get(0).contains(VALUE), "the first one is trusted");
      for (String request : server.requests()) {
        assertFalse(request.contains("Host: localhost") && request.contains(VALUE), request);
      }
    }
  }

  @Test
  public void aRedirectToAVendorThatPolicyDeniesIsNotFollowed() throws Exception {
    assumeTrue(can(Ability.REDIRECT));
    policy("hosts:", "  localhost: openai", "vendors:", "  deny: [openai]");
    redirect("http://localhost:" + server.port() + CHAT + "/again");
    for (Framing framing : redirected()) {
      server.requests().clear();
      sendOrFail(chat("hello").framed(framing));
      for (String request : server.requests()) {
        assertFalse(request.contains("Host: localhost"), request);
      }
    }
  }

  /** The vendor's policies that leave "localhost", or another path, out of what is looked at. */
  private static List<String[]> unlookedAt() {
    return List.of(
        new String[] {"hosts:", "  127.0.0.1: openai"},
        new String[] {"hosts:", "  127.0.0.1: openai", "ignore_hosts: [localhost]"},
        new String[] {"hosts:", "  127.0.0.1: {vendor: openai, paths: [/v1]}"});
  }

  @Test
  public void aRedirectToWhereNothingIsLookedAtCarriesNothingThatWasRedacted() throws Exception {
    for (String[] lines : unlookedAt()) {
      for (int status : new int[] {301, 302, 307, 308}) {
        String host = lines[1].contains("paths") ? "127.0.0.1" : "localhost";
        redirect(status, "http://" + host + ":" + server.port() + "/upload?for=1");
        for (Framing framing : redirected()) {
          policy(lines);
          server.requests().clear();
          sendOrFail(chat("mail " + VALUE + " now").with("X-User", VALUE).framed(framing));
          assertFalse(server.requests().isEmpty());
          for (String request : server.requests()) {
            assertFalse(request.contains(VALUE), status + " " + lines[1] + " " + request);
          }
        }
      }
    }
  }

  @Test
  public void aRedirectThatIsFollowedCarriesWhatTheVendorGot() throws Exception {
    assumeTrue(can(Ability.REDIRECT));
    for (String[] lines : unlookedAt()) {
      String host = lines[1].contains("paths") ? "127.0.0.1" : "localhost";
      redirect("http://" + host + ":" + server.port() + "/upload?for=1");
      policy(lines);
      server.requests().clear();
      try (Reply reply = send(chat(VALUE))) {
        String answer = new String(reply.bytes(), UTF_8);
        boolean followed = reply.status() == 200 && server.requests().size() == 2;
        if (followed && server.requests().get(1).contains("{\"model")) { // not every version does
          assertEquals(completion(VALUE), answer);
          assertEquals(chatIn(server.requests().get(0)), chatIn(server.requests().get(1)));
        }
      }
    }
  }

  private static String chatIn(String request) {
    return request.substring(request.indexOf("{\"model"), request.lastIndexOf('}') + 1);
  }

  @Test
  public void aRedirectByTheGatewayToWhereNothingIsLookedAtCarriesNoKeyAndNothingRedacted()
      throws Exception {
    assumeTrue(can(Ability.ROUTED));
    try (RawServer gateway = new RawServer(ClientContract::echo)) {
      gateway.script((request, out) -> moved(out, "http://localhost:" + server.port() + "/upload"));
      policy(
          "hosts:",
          "  127.0.0.1: openai",
          "routes: {openai: {url: '" + gateway.url("/gw") + "', token: env:GATEWAY_KEY}}");
      sendOrFail(chat(VALUE).with("Authorization", "Bearer key-of-the-vendor"));
      assertEquals(1, gateway.requests().size());
      assertFalse(server.requests().toString().contains("key-of-the-gateway"));
      assertFalse(server.requests().toString().contains(VALUE));
    }
  }

  @Test
  public void noRedirectThatLeavesTheBodyBehindLeadsWherePolicyLetsNothingGo() throws Exception {
    for (int status : new int[] {301, 302, 303}) {
      redirect(status, "http://localhost:" + server.port() + CHAT + "/again");
      policy(
          "hosts:",
          "  127.0.0.1: mistral_ai",
          "  localhost: openai",
          "vendors:",
          "  deny: [openai]");
      server.requests().clear();
      sendOrFail(chat("hello"));
      assertEquals(1, server.requests().size(), status + " " + server.requests());
    }
  }

  /** Sends the calls of the vendor at this server to another one. */
  private void route(RawServer gateway) {
    policy(
        "hosts:",
        "  127.0.0.1: {vendor: openai, paths: [/v1, /again]}",
        "  localhost: mistral_ai",
        "routes:",
        "  openai:",
        "    url: " + gateway.url("/gw"),
        "    token: env:GATEWAY_KEY",
        "    set_headers: {X-Team: search}",
        "    remove_headers: [X-Internal]");
  }

  @Test
  public void aRoutedCallIsSentToTheGatewayAndNothingToTheVendor() throws Exception {
    try (RawServer gateway = new RawServer(ClientContract::echo)) {
      for (Framing framing : framings()) {
        route(gateway);
        gateway.requests().clear();
        Ask ask =
            chat(VALUE)
                .with("Authorization", "Bearer key-of-the-vendor")
                .with("x-api-key", "key-of-the-vendor")
                .with("X-Internal", "1")
                .framed(framing);
        if (!can(Ability.ROUTED)) {
          assertRefused(ask);
          assertEquals(List.of(), gateway.requests());
          assertEquals("routes.openai", theRecord().rule());
          continue;
        }
        assertEquals(completion(VALUE), answerTo(ask));
        assertNothingLeft();
        assertEquals(1, gateway.requests().size());
        assertRouted(gateway.requests().get(0), gateway);
        assertEquals("openai", theRecord().vendor());
        assertEquals(gateway.port(), theRecord().serverPort());
        assertEquals("routes.openai", theRecord().route());
      }
    }
  }

  private static void assertRouted(String request, RawServer gateway) {
    String lower = request.toLowerCase(Locale.ROOT);
    String line = request.substring(0, request.indexOf("\r\n"));
    assertTrue(line.startsWith("POST ") && line.endsWith("/gw" + CHAT + " HTTP/1.1"), line);
    assertTrue(lower.contains("\r\nhost: 127.0.0.1:" + gateway.port() + "\r\n"), request);
    assertTrue(lower.contains("\r\nauthorization: bearer key-of-the-gateway\r\n"), request);
    assertTrue(lower.contains("\r\nx-team: search\r\n"), request);
    assertFalse(lower.contains("key-of-the-vendor"), request);
    assertFalse(lower.contains("x-internal"), request);
    assertFalse(request.contains(VALUE), request);
  }

  @Test
  public void onlyTheVendorsCallsAreRouted() throws Exception {
    try (RawServer gateway = new RawServer(ClientContract::echo)) {
      route(gateway);
      answerTo(Ask.post(server.url(ELSEWHERE), json(VALUE)).with("X-Internal", "1"));
      assertEquals(1, server.requests().size());
      assertTrue(server.requests().get(0).contains(VALUE), server.requests()::toString);
      assertEquals(List.of(), gateway.requests());
    }
  }

  @Test
  public void eachAttemptOfARoutedCallIsSentToTheGateway() throws Exception {
    int status = retried();
    assumeTrue(status > 0 && can(Ability.ROUTED), "this client doesn't try again");
    AtomicInteger served = new AtomicInteger();
    try (RawServer gateway = new RawServer(ClientContract::echo)) {
      gateway.script(
          (request, out) -> {
            if (served.getAndIncrement() == 0) {
              String head =
                  "HTTP/1.1 "
                      + status
                      + " Later\r\nRetry-After: 0\r\n"
                      + "Content-Length: 0\r\nConnection: close\r\n\r\n";
              out.write(head.getBytes(ISO_8859_1));
            } else {
              echo(request, out);
            }
          });
      route(gateway);
      Ask ask = chat(VALUE).with("Authorization", "Bearer key-of-the-vendor");
      assertEquals(completion(VALUE), answerTo(ask));
      assertNothingLeft();
      assertEquals(2, gateway.requests().size());
      for (String request : gateway.requests()) {
        assertRouted(request, gateway);
      }
    }
  }

  @Test
  public void aRedirectByTheGatewayBackToTheVendorIsNotFollowed() throws Exception {
    assumeTrue(can(Ability.REDIRECT) && can(Ability.ROUTED));
    for (Framing framing : redirected()) {
      try (RawServer gateway = new RawServer(ClientContract::echo)) {
        gateway.script((request, out) -> moved(out, server.url("/again" + CHAT)));
        route(gateway);
        sendOrFail(chat("hello").framed(framing));
        assertEquals(1, gateway.requests().size());
        assertNothingLeft();
      }
    }
  }

  @Test
  public void aRedirectByTheGatewayToAnotherVendorCarriesNoKeyOfTheGateway() throws Exception {
    assumeTrue(can(Ability.REDIRECT) && can(Ability.ROUTED));
    try (RawServer gateway = new RawServer(ClientContract::echo)) {
      gateway.script((request, out) -> moved(out, "http://localhost:" + server.port() + CHAT));
      route(gateway);
      sendOrFail(chat(VALUE));
      assertEquals(1, gateway.requests().size());
      assertFalse(server.requests().toString().contains("key-of-the"), "the key went elsewhere");
      assertFalse(server.requests().toString().contains(VALUE));
    }
  }

  private static void moved(OutputStream out, String to) throws IOException {
    String head =
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: "
            + to
            + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    out.write(head.getBytes(ISO_8859_1));
  }

  @Test
  public void whoObservesRoutesNothing() throws Exception {
    try (RawServer gateway = new RawServer(ClientContract::echo)) {
      policy(
          "mode: observe",
          "hosts:",
          "  127.0.0.1: openai",
          "routes: {openai: {url: '" + gateway.url("/gw") + "'}}");
      answerTo(chat(VALUE).with("Authorization", "Bearer key-of-the-vendor"));
      assertEquals(List.of(), gateway.requests());
      assertTrue(server.requests().get(0).contains("key-of-the-vendor"));
    }
  }

  private List<Framing> redirected() {
    return can(Ability.CHUNKED) ? List.of(Framing.WHOLE, Framing.CHUNKED) : List.of(Framing.WHOLE);
  }

  /** What can't be rewritten any more may be refused by an answer or by a failure. */
  private void sendOrFail(Ask ask) throws Exception {
    try (Reply reply = send(ask)) {
      reply.bytes();
    } catch (IOException refused) {
      assertFalse(String.valueOf(refused.getMessage()).contains(VALUE));
    }
  }

  private void redirect(String to) {
    redirect(307, to);
  }

  private void redirect(int status, String to) {
    server.script(
        (request, out) -> {
          if (to.contains(request.substring(request.indexOf(' ') + 1, request.indexOf(" HTTP")))
              && to.contains("//" + host(request))) {
            echo(request, out);
          } else {
            String head =
                "HTTP/1.1 "
                    + status
                    + " Elsewhere\r\nLocation: "
                    + to
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            out.write(head.getBytes(ISO_8859_1));
          }
        });
  }

  private static String host(String request) {
    int at = request.indexOf("Host: ");
    return at < 0 ? "-" : request.substring(at + 6, request.indexOf("\r\n", at));
  }

  @Test
  public void twoHundredCallsAtOnceGetEachItsOwnValue() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String own = "guest" + i + "@nordwind-reisen.de";
        answers.add(threads.submit(() -> answerTo(chat(own))));
      }
      for (int i = 0; i < 200; i++) {
        String own = completion("guest" + i + "@nordwind-reisen.de");
        assertEquals(own, answers.get(i).get(SECONDS, TimeUnit.SECONDS));
      }
    } finally {
      threads.shutdownNow();
    }
    assertFalse(server.requests().toString().contains("@nordwind"));
    assertEquals(200, gate.ended().size());
  }

  /** A value of its own in each position, given in each way, with each kind of answer. */
  @Test
  public void fromNoPositionOfACallDoesAValueLeave() throws Exception {
    server.script(Position::echo);
    int number = 0;
    for (Position position : Position.values()) {
      for (Framing framing : framings()) {
        for (boolean stream : new boolean[] {false, true}) {
          String name = "guest" + ++number;
          String cell = position + ", " + framing + (stream ? ", streamed" : ", plain");
          server.requests().clear();
          Ask ask = position.ask(server.url(""), name + "@nordwind-reisen.de", stream);
          try (Reply reply = send(ask.framed(framing))) {
            assertEquals(200, reply.status(), cell);
            assertFalse(new String(reply.bytes(), UTF_8).contains("EMAIL_"), cell);
          }
          assertFalse(server.requests().isEmpty(), cell);
          assertFalse(server.requests().toString().contains(name), cell);
        }
      }
    }
  }

  /** As many as {@code -Dcordon.random.calls} says, from the seed {@code -Dcordon.random.seed}. */
  @Test
  public void callsMadeByChanceLeaveWithoutAnyValueAndComeBackWhole() throws Exception {
    long seed = Long.getLong("cordon.random.seed", 1);
    boolean coded = can(Ability.LEAVES_CODINGS);
    for (int i = Integer.getInteger("cordon.random.calls", 320); i > 0; i--, seed++) {
      RandomCall call = new RandomCall(seed, can(Ability.REDIRECT));
      server.requests().clear();
      server.script((request, out) -> call.answer(request, out, coded));
      Ask ask = call.ask(server.url(CHAT), framings());
      String wrong;
      try (Reply reply = send(coded ? ask.with("Accept-Encoding", "gzip") : ask)) {
        // Not every version follows a redirect.
        wrong = reply.status() == 307 ? "" : call.wrong(reply.bytes());
      } catch (Exception failed) {
        throw new AssertionError("seed " + seed + ", " + ask.framing(), failed);
      }
      for (String request : server.requests()) {
        assertEquals("", call.leaks(request), "seed " + seed);
      }
      assertEquals("", wrong, "seed " + seed);
    }
    assertEquals(List.of(), gate.faults());
  }
}
