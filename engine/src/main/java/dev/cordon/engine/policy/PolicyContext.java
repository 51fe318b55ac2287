package dev.cordon.engine.policy;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** What a policy file may refer to. Immutable. */
public final class PolicyContext {
  private final Map<String, String> environment;
  private final Set<String> dataTypes;
  private final Set<String> vendors;

  /**
   * Describes what exists.
   *
   * @param environment environment variables
   * @param dataTypes identifiers of the data types that are detected; empty when not known, and any
   *     is then accepted
   * @param vendors identifiers of the vendor catalogue
   */
  public PolicyContext(
      Map<String, String> environment, Set<String> dataTypes, Set<String> vendors) {
    this.environment = Collections.unmodifiableMap(environment);
    this.dataTypes = Collections.unmodifiableSet(dataTypes);
    this.vendors = Collections.unmodifiableSet(vendors);
  }

  Map<String, String> environment() {
    return environment;
  }

  Set<String> dataTypes() {
    return dataTypes;
  }

  Set<String> vendors() {
    return vendors;
  }
}
