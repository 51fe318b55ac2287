package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two classes of an application that share a client which sends on threads of its own: an approval
 * list names both, and each record its own.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("cells")
class AsyncCallersIT {
  private static final Set<String> PROGRAMS =
      Set.of("reactor", "webflux", "asynchttp", "vertx", "armeria", "micronaut");
  private static final int CALLERS = 50;

  private static Lab lab;

  @Parameter Matrix cell;

  static Stream<Matrix> cells() {
    return Matrix.nonBlocking()
        .filter(cell -> PROGRAMS.contains(cell.program()))
        .map(
            cell ->
                new Matrix(
                    "callers+callers-" + cell.program(),
                    cell.library(),
                    cell.libraries(),
                    cell.release(),
                    cell.jdk()));
  }

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    Path policy =
        Policies.of(
            "audit: {file: " + Places.scratch("callers").resolve("audit.jsonl") + "}",
            "callers:",
            "  default: deny",
            "  rules:",
            "    payroll: {classes: [com.example.hr.**]}",
            "    search: {classes: [com.example.shop.**]}");
    lab = Lab.of(cell, app -> app.policy(policy));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "hop"})
  void whoCallsTheClientIsTheCaller(String scenario) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String reply = lab.call(scenario, vendor.baseUrl() + "/chat/completions").value();
    assertTrue(reply.contains("Hello"), reply);
    Span span = lab.span();
    assertEquals("com.example.hr.Payroll." + scenario, caller(span));
    assertEquals("payroll", OtlpReceiver.attribute(span, "cordon.caller.rule"));
  }

  @ParameterizedTest
  @ValueSource(ints = CALLERS)
  void callsThatShareConnectionsNameTheirOwn(int callers) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    int before = lab.receiver().clientSpans(span -> true).size();
    String answered =
        lab.calls(2 * callers, "many", vendor.baseUrl() + "/chat/completions", "" + callers);
    assertEquals(String.valueOf(callers), answered);
    Map<String, Integer> counted = new TreeMap<>();
    List<Span> spans = lab.receiver().await(before + 2 * callers, span -> true);
    for (Span span : spans.subList(before, spans.size())) {
      String of = OtlpReceiver.attribute(span, "gen_ai.request.model");
      counted.merge(of + " by " + caller(span), 1, Integer::sum);
    }
    assertEquals(
        Map.of(
            "payroll by com.example.hr.Payroll.chain",
            callers,
            "search by com.example.shop.Search.chain",
            callers),
        counted);
  }

  private static String caller(Span span) {
    return String.valueOf(OtlpReceiver.attribute(span, "cordon.caller"));
  }
}
