package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that call Vertex AI's interface over gRPC, on each of its transports. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#grpc")
record GrpcIT(Matrix cell) {
  private static final String WALLET = "send it to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 today";

  private static Lab lab;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab =
        Lab.of(
                cell,
                app ->
                    app.policy(
                        Policies.of(
                            "redact:",
                            "  crypto_address: block",
                            "output:",
                            "  deny_patterns: ['project heron']",
                            "  denied: block")))
            .listed();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  private static String run(String scenario, String... arguments) {
    return lab.app().run(scenario, arguments).value();
  }

  @ParameterizedTest
  @CsvSource({
    "netty, unary", "netty, future", "netty, stream", "netty, async", "shaded, unary",
    "shaded, stream", "shaded, async", "okhttp, unary", "okhttp, stream", "okhttp, async"
  })
  void promptsLeaveRedactedAndAnswersComeBack(String transport, String scenario) {
    boolean old = cell.library().endsWith(" 1.21.0");
    assumeFalse(old && transport.equals("shaded"), "beside grpc-netty it hangs there by itself");
    run(transport);
    assertEquals(Sample.PERSONAL_PROMPT, lab.call(scenario, Sample.PERSONAL_PROMPT).value());
    String seen = run("seen");
    assertTrue(seen.contains("EMAIL_"), seen);
    Leaks.assertNone("what the server saw", seen, Sample.ALL);
    var span = lab.span();
    assertTrue(span.getName().endsWith("models/gemini-2.5-pro"), span.getName());
    assertEquals("generate_content", OtlpReceiver.attribute(span, "gen_ai.operation.name"));
    assertEquals("localhost", OtlpReceiver.attribute(span, "server.address"));
    run("close");
  }

  /** What only its name tells: in {@code Struct}, in lists of them, and in maps. */
  @ParameterizedTest
  @CsvSource({"netty, arguments", "okhttp, argumentsStream"})
  void valuesAreKnownByTheirNames(String transport, String scenario) {
    run(transport);
    String password = "Tr0ub4dor&3x";
    String born = "1990-02-03";
    String got = lab.call(scenario, password, born).value();
    String seen = run("seenWhole");
    assertTrue(seen.contains("who is it?") && seen.contains("number_value: 36"), seen);
    Leaks.assertNone("what the server saw", seen, List.of(password, born));
    assertTrue(got.contains(born) && got.contains("number_value: 36"), got);
    assertFalse(got.contains("BIRTH"), got);
    lab.span();
    run("close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unary", "future", "stream", "async"})
  void aRefusedCallIsNotSent(String scenario) {
    run("okhttp");
    String error = lab.call(scenario, WALLET).error();
    assertTrue(error.contains("PERMISSION_DENIED"), error);
    assertTrue(error.contains("Cordon refused"), error);
    assertEquals("nothing", run("seen"));
    lab.span();
    run("close");
  }

  /** A message without its texts would pass for one. */
  @ParameterizedTest
  @ValueSource(strings = {"unary", "future", "stream", "async"})
  void anAnswerThatMayNotBeHandedOnIsAnError(String scenario) {
    run("netty");
    String error = lab.call(scenario, "the papers of project heron").error();
    assertTrue(error.contains("PERMISSION_DENIED: Cordon withheld"), error);
    lab.span();
    run("close");
  }

  @ParameterizedTest
  @CsvSource({
    "unary, fail, UNAVAILABLE: busy",
    "stream, fail, UNAVAILABLE: busy",
    "late, hello, DEADLINE_EXCEEDED"
  })
  void failuresAreTheCallsOwn(String scenario, String prompt, String expected) {
    run("netty");
    String error = lab.call(scenario, prompt).error();
    assertTrue(error.contains(expected), error);
    lab.span();
    run("close");
  }

  private static String heard() {
    return lab.app().run("heard").value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"netty", "shaded", "okhttp"})
  void messagesOfACallInBothDirectionsAreGovernedOneByOne(String transport) {
    boolean old = cell.library().endsWith(" 1.21.0");
    assumeFalse(old && transport.equals("shaded"), "beside grpc-netty it hangs there by itself");
    run(transport);
    String second = "and " + Sample.EMAIL;
    String got = lab.call("live", Sample.PERSONAL_PROMPT, second, Sample.HARMLESS).value();
    assertEquals(Sample.PERSONAL_PROMPT + "|" + second + "|" + Sample.HARMLESS + "|", got);
    String heard = heard();
    assertTrue(heard.contains("EMAIL_") && heard.endsWith(Sample.HARMLESS + "\n"), heard);
    Leaks.assertNone("what the server heard", heard, Sample.ALL);
    var span = lab.span();
    assertEquals("chat", OtlpReceiver.attribute(span, "gen_ai.operation.name"));
    run("close");
  }

  @Test
  void whatIsAskedForOneByOneComesOneByOne() {
    run("netty");
    String got = lab.call("liveStepwise", Sample.PERSONAL_PROMPT).value();
    assertEquals("OK " + Sample.PERSONAL_PROMPT + "|", got);
    lab.span();
    run("close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"netty", "okhttp"})
  void aRefusedMessageEndsItsCall(String transport) {
    run(transport);
    String error = lab.call("live", Sample.HARMLESS, WALLET, "later").error();
    assertTrue(error.contains("PERMISSION_DENIED: Cordon refused"), error);
    String heard = heard();
    assertFalse(heard.contains("send it to") || heard.contains("later"), heard);
    lab.span();
    run("close");
  }

  @Test
  void anAnswerInBothDirectionsThatMayNotBeHandedOnIsAnError() {
    run("netty");
    String error = lab.call("live", "the papers of project heron", "more").error();
    assertTrue(error.contains("PERMISSION_DENIED: Cordon withheld"), error);
    lab.span();
    run("close");
  }

  @ParameterizedTest
  @CsvSource({"liveCancelled, CANCELLED", "liveLate, DEADLINE_EXCEEDED"})
  void aCallInBothDirectionsEndsAsItsApplicationWants(String scenario, String status) {
    run("okhttp");
    String error = lab.call(scenario, Sample.PERSONAL_PROMPT).error();
    assertTrue(error.contains(status), error);
    lab.span();
    run("close");
  }

  @Test
  void vertexStreamsOfRequestsAreRedacted() {
    run("netty");
    assertEquals(Sample.PERSONAL_PROMPT, lab.call("bidi", Sample.PERSONAL_PROMPT).value());
    String seen = run("seen");
    assertTrue(seen.contains("EMAIL_"), seen);
    Leaks.assertNone("what the server saw", seen, Sample.ALL);
    lab.span();
    run("close");
  }

  @Test
  void otherServicesInBothDirectionsAreNobodysBusiness() {
    run("netty");
    assertEquals(Sample.EMAIL + "|", run("liveShop", Sample.EMAIL));
    assertEquals(Sample.EMAIL + "\n", heard());
    run("close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"netty", "okhttp"})
  void otherServicesAreNobodysBusiness(String transport) {
    run(transport);
    assertEquals(Sample.EMAIL, run("shop", Sample.EMAIL));
    assertEquals(Sample.EMAIL, run("seen"));
    run("close");
  }
}
