package dev.cordon.engine.detect;

/** How bad it is when data of a type leaves. */
public enum Severity {
  /** Worth knowing. */
  LOW,
  /** Personal, replaceable. */
  MEDIUM,
  /** Personal and lasting, or payment data. */
  HIGH,
  /** A live secret or special category of personal data. */
  CRITICAL
}
