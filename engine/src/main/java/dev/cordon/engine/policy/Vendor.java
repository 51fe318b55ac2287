package dev.cordon.engine.policy;

/** Who receives AI calls. Immutable. */
public final class Vendor {
  private final String id;
  private final String provider;

  Vendor(String id, String provider) {
    this.id = id;
    this.provider = provider;
  }

  /** Returns the identifier in policies and reports. */
  public String id() {
    return id;
  }

  /** Returns the {@code gen_ai.provider.name} of the OpenTelemetry GenAI conventions. */
  public String provider() {
    return provider;
  }

  @Override
  public String toString() {
    return id;
  }
}
