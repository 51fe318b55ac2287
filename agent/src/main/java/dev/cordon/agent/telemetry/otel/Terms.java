package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import org.jspecify.annotations.Nullable;

/** Says what a record holds in the words of the conventions. */
final class Terms {
  /** Longer than any model or response identifier; what is longer is not one. */
  private static final int MAX_LENGTH = 256;

  /** Characters of captured messages; a collector refuses exports of a few megabytes. */
  private static final int MAX_MESSAGES = 65_536;

  private Terms() {}

  /** {@code {operation} {model}}, or the operation alone. */
  static String spanName(ExchangeRecord record) {
    String model = record.requestModel();
    return model == null ? record.operation() : record.operation() + " " + limited(model);
  }

  /** The convention's name of who receives the call; what it doesn't name keeps our own name. */
  static String provider(ExchangeRecord record) {
    String provider = record.provider();
    if (provider != null) {
      return provider;
    }
    String vendor = record.vendor();
    return vendor == null ? format(record.wireFormat()) : vendor;
  }

  /** A host that no catalogue knows: the telemetry's flavor is that of the wire format. */
  private static String format(@Nullable String wireFormat) {
    if (wireFormat == null) {
      return "unknown";
    }
    int dot = wireFormat.indexOf('.');
    return dot < 0 ? wireFormat : wireFormat.substring(0, dot);
  }

  /**
   * The {@code error.type}, or null when all went well from the application's view. A refusal is
   * not taken for the vendor's own 403.
   */
  static @Nullable String error(ExchangeRecord record) {
    if (record.decision() == Decision.DENY) {
      return "policy_denied";
    }
    if (record.errorType() != null) {
      return record.errorType();
    }
    return record.status() >= 400 ? Integer.toString(record.status()) : null;
  }

  static String decision(Decision decision) {
    switch (decision) {
      case MODIFY:
        return "modify";
      case DENY:
        return "deny";
      case AUDIT:
        return "audit";
      case WARN:
        return "warn";
      default:
        return "allow";
    }
  }

  /** Cuts a further attribute: messages may be long, all else is a name. */
  static String limited(String key, String value) {
    boolean messages = key.endsWith(".messages") || key.equals("gen_ai.system_instructions");
    if (!messages) {
      return limited(value);
    }
    return value.length() <= MAX_MESSAGES ? value : value.substring(0, MAX_MESSAGES);
  }

  /** Cuts what is too long to be a name. */
  static String limited(String value) {
    return value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH);
  }
}
