package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import org.jspecify.annotations.Nullable;

/** Says what a record holds in the words of the conventions. */
final class Terms {
  /** Longer than any model or response identifier; what is longer is not one. */
  private static final int MAX_LENGTH = 256;

  private Terms() {}

  /** {@code {operation} {model}}, or the operation alone. */
  static String spanName(ExchangeRecord record) {
    String model = record.requestModel();
    return model == null ? record.operation() : record.operation() + " " + limited(model);
  }

  /** The convention's name of who receives the call; what it doesn't name keeps our own name. */
  static String provider(ExchangeRecord record) {
    String vendor = record.vendor();
    if (vendor == null) {
      return format(record.wireFormat());
    }
    switch (vendor) {
      case "azure-openai":
      case "azure_openai":
      case "azure.openai":
        return "azure.ai.openai";
      case "azure-ai":
      case "azure_ai":
      case "azure.inference":
        return "azure.ai.inference";
      case "bedrock":
      case "aws-bedrock":
      case "aws_bedrock":
        return "aws.bedrock";
      case "gemini":
      case "google-gemini":
      case "google.gemini":
        return "gcp.gemini";
      case "vertex":
      case "vertex-ai":
      case "vertex_ai":
      case "google-vertex":
        return "gcp.vertex_ai";
      case "google":
        return "gcp.gen_ai";
      case "mistral":
        return "mistral_ai";
      case "moonshot":
        return "moonshot_ai";
      case "watsonx":
        return "ibm.watsonx.ai";
      case "xai":
        return "x_ai";
      default:
        return vendor;
    }
  }

  /** A host that no catalogue knows: the telemetry's flavor is that of the wire format. */
  private static String format(@Nullable String wireFormat) {
    if (wireFormat == null) {
      return "unknown";
    }
    int dot = wireFormat.indexOf('.');
    return dot < 0 ? wireFormat : wireFormat.substring(0, dot);
  }

  /** The {@code error.type}, or null when all went well from the application's view. */
  static @Nullable String error(ExchangeRecord record) {
    if (record.errorType() != null) {
      return record.errorType();
    }
    if (record.decision() == Decision.DENY) {
      return "policy_denied";
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

  /** Cuts what is too long to be a name. */
  static String limited(String value) {
    return value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH);
  }
}
