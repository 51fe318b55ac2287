package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.MediaKind;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SDK in our own class loader, seen from the collector. */
class EmbeddedTelemetryTest {
  private static final long PATIENCE = 20_000;
  private OtlpReceiver receiver;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = new OtlpReceiver();
  }

  @AfterEach
  void stopReceiver() {
    receiver.close();
  }

  private Telemetry telemetry(Map<String, String> environment) {
    return Telemetry.start(environment, new Properties(), notices::add);
  }

  private Map<String, String> toReceiver(String... more) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint());
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private static ExchangeRecord call(Telemetry telemetry) {
    ExchangeRecord record = Records.opened(null);
    Object state = telemetry.started(record);
    Records.complete(record);
    telemetry.ended(record, state);
    return record;
  }

  @Test
  void aCallIsASpanWithTheConventionsAttributes() throws IOException {
    Telemetry telemetry = telemetry(toReceiver());
    ExchangeRecord record = call(telemetry);
    telemetry.shutdown(PATIENCE);

    Span span = named("chat gpt-4o");
    assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, span.getKind());
    assertEquals(Records.START, span.getStartTimeUnixNano());
    assertEquals(Records.START + 1_500_000_000L, span.getEndTimeUnixNano());
    assertEquals(Status.StatusCode.STATUS_CODE_UNSET, span.getStatus().getCode());
    assertEquals(record.traceId(), hex(span.getTraceId()));
    assertEquals(record.spanId(), hex(span.getSpanId()));
    assertEquals(
        """
        cordon.exchange.id=00000000000000aa
        cordon.mode=enforce
        cordon.restored=2
        gen_ai.conversation.id=conv_1
        gen_ai.operation.name=chat
        gen_ai.output.type=json
        gen_ai.provider.name=openai
        gen_ai.request.encoding_formats=[float]
        gen_ai.request.max_tokens=500
        gen_ai.request.model=gpt-4o
        gen_ai.request.stream=true
        gen_ai.request.temperature=0.2
        gen_ai.response.finish_reasons=[stop]
        gen_ai.response.id=chatcmpl-1
        gen_ai.response.model=gpt-4o-2024-08-06
        gen_ai.response.time_to_first_chunk=0.25
        gen_ai.usage.cache_read.input_tokens=100
        gen_ai.usage.input_tokens=120
        gen_ai.usage.output_tokens=40
        gen_ai.usage.reasoning.output_tokens=16
        server.address=api.openai.com
        server.port=443
        """,
        lines(span.getAttributesList()));
  }

  @Test
  void picturesOfTheAnswerAreCounted() throws IOException {
    Telemetry telemetry = telemetry(toReceiver());
    ExchangeRecord record = Records.opened(null);
    Object state = telemetry.started(record);
    Records.complete(record);
    record.countMedia(MediaKind.IMAGE, 500);
    telemetry.ended(record, state);
    telemetry.shutdown(PATIENCE);

    String attributes = lines(named("chat gpt-4o").getAttributesList());
    assertTrue(attributes.contains("cordon.answer.image.bytes=500\n"), attributes);
    assertTrue(attributes.contains("cordon.answer.image.count=1\n"), attributes);
    assertFalse(attributes.contains("cordon.answer.sound"), attributes);
  }

  @Test
  void theGuardrailIsAChildWithAnEventAFindingType() throws IOException {
    Telemetry telemetry = telemetry(toReceiver());
    ExchangeRecord record = call(telemetry);
    telemetry.shutdown(PATIENCE);

    Span span = named("apply_guardrail cordon");
    assertEquals(Span.SpanKind.SPAN_KIND_INTERNAL, span.getKind());
    assertEquals(record.spanId(), hex(span.getParentSpanId()));
    assertEquals(
        """
        gen_ai.guardian.name=cordon
        gen_ai.operation.name=apply_guardrail
        gen_ai.security.content.input.hash=hmac-sha256:00ff
        gen_ai.security.content.redacted=true
        gen_ai.security.decision.type=modify
        gen_ai.security.policy.name=cordon
        gen_ai.security.policy.version=9f3c
        gen_ai.security.target.type=llm_input
        """,
        lines(span.getAttributesList()));
    assertEquals(2, span.getEventsCount());
    assertEquals("gen_ai.security.finding", span.getEvents(0).getName());
    assertEquals(
        """
        cordon.finding.action=tokenize
        cordon.finding.class=personal
        cordon.finding.count=2
        cordon.finding.outcome=replaced
        cordon.finding.type=email_address
        gen_ai.security.risk.category=sensitive_info_disclosure
        gen_ai.security.risk.metadata=[type:email_address, count:2, position:input[3]:17]
        gen_ai.security.risk.severity=medium
        """,
        lines(span.getEvents(0).getAttributesList()));
  }

  @Test
  void whatWasFoundInTheAnswerHasAGuardrailSpanOfItsOwn() throws IOException {
    Telemetry telemetry = telemetry(toReceiver());
    ExchangeRecord record = Records.opened(null);
    Object state = telemetry.started(record);
    record.countOutput(Records.CARD, "mask");
    record.durationNanos(1000);
    telemetry.ended(record, state);
    telemetry.shutdown(PATIENCE);

    List<String> decisions = new ArrayList<>();
    for (Span span : receiver.spans()) {
      Map<String, String> attributes = attributes(span.getAttributesList());
      if (attributes.containsKey("gen_ai.security.target.type")) {
        decisions.add(
            attributes.get("gen_ai.security.target.type")
                + " "
                + attributes.get("gen_ai.security.decision.type"));
      }
    }
    assertEquals(List.of("llm_input allow", "llm_output modify"), decisions);
  }

  @Test
  void aRefusedCallIsAnErrorSaidWithoutWords() throws IOException {
    Telemetry telemetry = telemetry(toReceiver());
    ExchangeRecord record = Records.opened(null);
    Object state = telemetry.started(record);
    record.decision(ExchangeRecord.Decision.DENY);
    record.rule("no-cards");
    record.status(403);
    telemetry.ended(record, state);
    telemetry.shutdown(PATIENCE);

    Span span = named("chat");
    assertEquals(Status.StatusCode.STATUS_CODE_ERROR, span.getStatus().getCode());
    assertEquals("", span.getStatus().getMessage());
    assertEquals("policy_denied", attributes(span.getAttributesList()).get("error.type"));
    Map<String, String> guardrail = attributes(named("apply_guardrail cordon").getAttributesList());
    assertEquals("deny", guardrail.get("gen_ai.security.decision.type"));
    assertEquals("no-cards", guardrail.get("gen_ai.security.decision.reason"));
  }

  @Test
  void aVendorsErrorIsItsStatusAndABrokenCallItsException() throws IOException {
    Telemetry telemetry = telemetry(toReceiver());
    ExchangeRecord answered = Records.opened(null);
    Object first = telemetry.started(answered);
    answered.status(429);
    telemetry.ended(answered, first);
    ExchangeRecord broken = Records.opened(null);
    Object second = telemetry.started(broken);
    broken.errorType("java.net.SocketTimeoutException");
    telemetry.ended(broken, second);
    telemetry.shutdown(PATIENCE);

    List<String> errors = new ArrayList<>();
    for (Span span : receiver.spans()) {
      String error = attributes(span.getAttributesList()).get("error.type");
      if (error != null) {
        errors.add(error + " " + span.getStatus().getCode());
      }
    }
    assertEquals(
        List.of("429 STATUS_CODE_ERROR", "java.net.SocketTimeoutException STATUS_CODE_ERROR"),
        errors);
  }

  @Test
  void headersCompressionAndResourceAreTheStandardVariables() throws IOException {
    Telemetry telemetry =
        telemetry(
            toReceiver(
                "OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=blue",
                "OTEL_EXPORTER_OTLP_COMPRESSION", "gzip",
                "OTEL_SERVICE_NAME", "shop",
                "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=prod"));
    call(telemetry);
    telemetry.shutdown(PATIENCE);

    OtlpReceiver.Post post = receiver.first("/v1/traces");
    assertEquals(List.of("blue"), post.headers().get("X-tenant"));
    assertEquals(List.of("gzip"), post.headers().get("Content-encoding"));
    assertEquals(List.of("application/x-protobuf"), post.headers().get("Content-type"));
    Map<String, String> resource = attributes(receiver.resource().getAttributesList());
    assertEquals("shop", resource.get("service.name"));
    assertEquals("prod", resource.get("deployment.environment.name"));
  }

  @Test
  void aSamplerThatSaysNoLeavesTheMetrics() throws IOException {
    Telemetry telemetry = telemetry(toReceiver("OTEL_TRACES_SAMPLER", "always_off"));
    call(telemetry);
    telemetry.shutdown(PATIENCE);

    assertTrue(receiver.spans().isEmpty());
    assertFalse(receiver.metrics().isEmpty());
  }

  @Test
  void withoutAnEndpointNothingStarts() {
    Telemetry telemetry = telemetry(Map.of("OTEL_SERVICE_NAME", "shop"));
    assertNull(telemetry.started(Records.opened(null)));
    telemetry.shutdown(PATIENCE);
  }

  @Test
  void aDisabledSdkDoesNotStart() {
    Telemetry telemetry = telemetry(toReceiver("OTEL_SDK_DISABLED", "true"));
    assertNull(telemetry.started(Records.opened(null)));
  }

  @Test
  void exportersCanBeTurnedOffOneByOne() throws IOException {
    Telemetry telemetry = telemetry(toReceiver("OTEL_METRICS_EXPORTER", "none"));
    call(telemetry);
    telemetry.shutdown(PATIENCE);

    assertFalse(receiver.spans().isEmpty());
    assertTrue(receiver.metrics().isEmpty());
  }

  @Test
  void anUnknownProtocolIsSaidAndNotTried() {
    Telemetry telemetry = telemetry(toReceiver("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json"));
    assertNull(telemetry.started(Records.opened(null)));
    String why =
        " are not exported: OTLP by http/json is not supported, http/protobuf and grpc are";
    assertEquals(List.of("traces" + why, "metrics" + why), notices);
  }

  @Test
  void aWrongSettingIsSaidAndTheCallGoesOn() {
    Telemetry telemetry = telemetry(toReceiver("OTEL_TRACES_SAMPLER", "sometimes"));
    assertNotNull(call(telemetry));
    telemetry.shutdown(PATIENCE);
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).startsWith("telemetry is off: "), notices.get(0));
  }

  private Span named(String name) throws IOException {
    List<String> names = new ArrayList<>();
    for (Span span : receiver.spans()) {
      if (span.getName().equals(name)) {
        return span;
      }
      names.add(span.getName());
    }
    throw new AssertionError("no span " + name + " in " + names + ", notices " + notices);
  }

  static String lines(Collection<KeyValue> attributes) {
    StringBuilder lines = new StringBuilder();
    attributes(attributes).forEach((k, v) -> lines.append(k).append('=').append(v).append('\n'));
    return lines.toString();
  }

  static Map<String, String> attributes(Collection<KeyValue> attributes) {
    Map<String, String> map = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      map.put(attribute.getKey(), text(attribute.getValue()));
    }
    return map;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(EmbeddedTelemetryTest::text)
              .toList()
              .toString();
      default -> value.toString();
    };
  }

  static String hex(ByteString bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte b : bytes.toByteArray()) {
      hex.append(String.format("%02x", b));
    }
    return hex.toString();
  }
}
