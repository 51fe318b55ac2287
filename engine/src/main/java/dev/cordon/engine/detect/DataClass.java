package dev.cordon.engine.detect;

/** The class of data that a type belongs to. */
public enum DataClass {
  /** Identifies or describes a person. */
  PERSONAL("personal"),
  /** Cards, accounts and other means of payment. */
  PAYMENT("payment"),
  /** Health data. */
  HEALTH("health"),
  /** Secrets that open something. */
  CREDENTIAL("credential"),
  /** Identifiers that a state issued. */
  GOVERNMENT_ID("government_id"),
  /** Addresses of machines. */
  NETWORK("network"),
  /** What names an organisation's inside: its hosts, numbers and users. */
  INTERNAL("internal"),
  /** What the user defined. */
  CUSTOM("custom");

  private final String id;

  DataClass(String id) {
    this.id = id;
  }

  /** Returns the identifier used in policies and reports. */
  public String id() {
    return id;
  }
}
