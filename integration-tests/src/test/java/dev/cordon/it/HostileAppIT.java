package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application that brings old versions of what the agent is made with: Jackson 2.2, Byte Buddy
 * 1.6, SnakeYAML 1.16 and OpenTelemetry 1.9. Every class is verified and every assertion is on.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
record HostileAppIT(Jdk jdk) {
  private static Lab lab;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @BeforeParameterizedClassInvocation
  static void start(Jdk jdk) {
    Program program = Program.of("hostile", new Libraries("hostile"));
    lab = new Lab(App.of(program).on(jdk).jvm("-Xverify:all", "-ea", "-esa", "-Xcheck:jni"));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  @Test
  void callsAreGoverned() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String url = vendor.baseUrl() + "/chat/completions";
    assertEquals(Sample.PERSONAL_PROMPT, lab.call("post", url, Sample.PERSONAL_PROMPT).value());
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  @Test
  void ourSpanIsAChildOfTheApplicationsSpan() {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String[] own =
        lab.call("traced", vendor.baseUrl() + "/chat/completions", Sample.EMAIL).value().split(" ");
    Span span = lab.span();
    assertEquals(own[0], HexFormat.of().formatHex(span.getTraceId().toByteArray()));
    assertEquals(own[1], HexFormat.of().formatHex(span.getParentSpanId().toByteArray()));
  }

  @Test
  void itsOwnLibrariesWork() {
    assertEquals("{a=[1, 2]}", lab.app().run("yaml", "a: [1, 2]").value());
    assertEquals("generated", lab.app().run("generate", "generated").value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.fasterxml.jackson.databind.ObjectMapper",
        "net.bytebuddy.ByteBuddy",
        "io.opentelemetry.sdk.trace.SdkTracerProvider",
        "org.yaml.snakeyaml.Yaml"
      })
  void itFindsItsOwnClasses(String name) {
    String origin = lab.app().run("origin", name).value();
    assertTrue(origin.contains("/.m2/") || origin.endsWith(".jar"), origin);
    assertTrue(!origin.contains("cordon"), origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.cordon.engine.Gate",
        "dev.cordon.instrumentation.Cordon",
        "dev.cordon.agent.host.AgentHost",
        "org.snakeyaml.engine.v2.api.Load",
        "com.google.re2j.Pattern",
        "io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter",
        "org.objectweb.asm.ClassReader"
      })
  void itSeesNothingOfTheAgent(String name) {
    assertEquals("none", lab.app().run("origin", name).value());
  }
}
