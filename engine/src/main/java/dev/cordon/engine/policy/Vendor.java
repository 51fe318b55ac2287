package dev.cordon.engine.policy;

import org.jspecify.annotations.Nullable;

/** Who receives AI calls. Immutable. */
public final class Vendor {
  private final String id;
  private final String provider;
  private final boolean hosted;

  Vendor(String id, String provider, boolean hosted) {
    this.id = id;
    this.provider = provider;
    this.hosted = hosted;
  }

  /**
   * Returns a server of the Model Context Protocol by the name that it gives itself.
   *
   * @param name its name; null when it hasn't said yet
   */
  public static Vendor mcp(@Nullable String name) {
    return new Vendor(VendorRules.MCP + McpName.of(name), "mcp", true);
  }

  /** Returns the identifier in policies and reports. */
  public String id() {
    return id;
  }

  /** Returns the {@code gen_ai.provider.name} of the OpenTelemetry GenAI conventions. */
  public String provider() {
    return provider;
  }

  /**
   * Tells whether this is one service that many hosts lead to, not a kind of server that anybody
   * may run.
   */
  public boolean isHosted() {
    return hosted;
  }

  @Override
  public String toString() {
    return id;
  }
}
