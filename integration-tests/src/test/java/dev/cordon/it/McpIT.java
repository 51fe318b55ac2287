package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that call tools of MCP servers: a process of their own, and servers on Tomcat. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#mcp")
record McpIT(Matrix cell) {
  private static final Program SERVER =
      Program.of("mcp-server", new Libraries("mcp-2.1.0+tomcat-10.1.34"), 17);

  private static Lab lab;
  private static App web;
  private static Path log;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    log = Places.scratch("mcp").resolve("asked");
    web = App.of(SERVER).on(cell.jdk()).withoutAgent().arguments("http", log.toString()).start();
    lab =
        Lab.of(
                cell,
                app ->
                    app.policy(
                        Policies.of(
                            "tools: {changed: block, deny: [drop_*]}",
                            "instructions: {tool: block}",
                            "output:",
                            "  deny_patterns: ['project heron']",
                            "  denied: block")))
            .listed();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab;
        App server = web) {
      closing.end();
      server.stop();
    }
  }

  private void begin(String transport) {
    assumeFalse(transport.equals("streamable") && cell.library().endsWith(" 0.7.0"), "has none");
    String name =
        transport.equals("stdio")
            ? stdio()
            : lab.app().run(transport, web.run("http").value()).value();
    assertEquals(transport.equals("stdio") ? "Files" : "Web", name);
  }

  private String stdio() {
    String path =
        SERVER.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    String java = cell.jdk().java().toString();
    return lab.app().run("stdio", java, path, log.toString()).value();
  }

  private static String asked() throws Exception {
    return Files.readString(log);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "sse", "streamable"})
  void argumentsLeaveRedactedAndResultsComeBack(String transport) throws Exception {
    begin(transport);
    assertEquals(
        "found " + Sample.PERSONAL_PROMPT, lab.call("find", Sample.PERSONAL_PROMPT).value());
    assertTrue(asked().contains("EMAIL_"), asked());
    for (String value : Sample.PERSONAL) {
      assertFalse(asked().contains(value), asked());
    }
    assertTrue(asked().contains("limit=3"), asked());
    var span = lab.span();
    assertEquals("tools/call find", span.getName());
    assertEquals("execute_tool", OtlpReceiver.attribute(span, "gen_ai.operation.name"));
    assertEquals("find", OtlpReceiver.attribute(span, "gen_ai.tool.name"));
    assertEquals("tools/call", OtlpReceiver.attribute(span, "mcp.method.name"));
    lab.app().run("end").value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "sse", "streamable"})
  void commandsInResultsAreKeptFromTheModel(String transport) {
    begin(transport);
    String error = lab.call("find", "order").error();
    assertTrue(error.contains("McpError"), error);
    assertTrue(error.contains("Cordon refused"), error);
    lab.span();
    assertEquals("found sunshine", lab.call("find", "sunshine").value());
    lab.span();
    lab.app().run("end").value();
  }

  /** A result without its texts would pass for one. */
  @ParameterizedTest
  @ValueSource(strings = {"stdio", "sse", "streamable"})
  void aResultThatMayNotBeHandedOnIsAnError(String transport) {
    begin(transport);
    String error = lab.call("find", "heron").error();
    assertTrue(error.contains("McpError"), error);
    assertTrue(error.contains("Cordon withheld"), error);
    assertTrue(error.contains("output.deny_patterns"), error);
    assertFalse(error.contains("project"), error);
    lab.span();
    lab.app().run("end").value();
  }

  @Test
  void aToolThatIsRedefinedIsNoticed() {
    begin("stdio");
    assertEquals("[find: Finds.]", lab.call("tools").value());
    assertEquals("found redefine", lab.call("find", "redefine").value());
    String error = lab.call("tools").error();
    assertTrue(error.contains("has another description than it is known by"), error);
    lab.span();
    lab.app().run("end").value();
  }
}
