package dev.cordon.instrumentation.mcp;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Collections;
import java.util.List;

/**
 * Hooks the client's session, the one place that each request passes with its parameters as an
 * object, whatever transport is below.
 */
public final class McpInstrumentation implements Instrumentation {
  private static final String SPEC = "io.modelcontextprotocol.spec.";

  /** Makes the description. */
  public McpInstrumentation() {}

  @Override
  public String name() {
    return "mcp";
  }

  @Override
  public List<Hook> hooks() {
    return Collections.singletonList(
        Hook.on(SPEC + "McpClientSession", SPEC + "DefaultMcpSession") // the latter before 0.8
            .method("sendRequest")
            .entry("dev.cordon.instrumentation.mcp.SessionAdvice", "onRequest")
            .refusing("onFault"));
  }
}
