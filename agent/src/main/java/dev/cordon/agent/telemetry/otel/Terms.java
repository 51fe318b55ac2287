package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a record holds in the words of the conventions. */
final class Terms {
  /** Longer than any model or response identifier; what is longer is not one. */
  private static final int MAX_LENGTH = 256;

  /** Stands for a name that may be somebody's. */
  private static final String HIDDEN = "redacted";

  /** Of a telephone number. */
  private static final int FEWEST_DIGITS = 7;

  private Terms() {}

  /**
   * {@code {operation} {model}}, or the operation alone. A search is called like where it searches,
   * and an agent's span is never called like a model.
   */
  static String spanName(ExchangeRecord record) {
    String operation = record.operation();
    Object method = record.attributes().get("mcp.method.name");
    if (method instanceof String) {
      Object tool = record.attributes().get("gen_ai.tool.name");
      return tool instanceof String ? method + " " + name((String) tool) : (String) method;
    }
    if (operation.equals("invoke_agent") || operation.equals("create_agent")) {
      return operation;
    }
    Object source = record.attributes().get("gen_ai.data_source.id");
    if (source instanceof String && operation.equals("retrieval")) {
      return operation + " " + name((String) source);
    }
    String model = record.requestModel();
    return model == null ? operation : operation + " " + name(model);
  }

  /** Tells whether a model answers with something of its own making. */
  static boolean isInference(String operation) {
    return operation.equals("chat")
        || operation.equals("text_completion")
        || operation.equals("generate_content");
  }

  /**
   * Why the model stopped. A stream that ended before it said so, or failed, ended with {@code
   * error}.
   */
  static List<String> finishReasons(ExchangeRecord record) {
    if (!record.finishReasons().isEmpty()) {
      return names(record.finishReasons());
    }
    boolean begun = record.status() >= 200 && record.status() < 300;
    return begun && record.errorType() != null && isInference(record.operation())
        ? Collections.singletonList("error")
        : Collections.<String>emptyList();
  }

  /** Tells whether an attribute belongs to telemetry of a provider. */
  static boolean belongs(String attribute, String provider) {
    return !attribute.startsWith("openai.")
        || provider.equals("openai")
        || provider.equals("azure.ai.openai");
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
    String family = dot < 0 ? wireFormat : wireFormat.substring(0, dot);
    switch (family) {
      case "bedrock":
        return "aws.bedrock";
      case "gemini":
        return "gcp.gen_ai";
      case "vertex":
        return "gcp.vertex_ai";
      case "mistral":
        return "mistral_ai";
      case "huggingface":
        return "hugging_face";
      case "generic":
        return "unknown";
      default:
        return family;
    }
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

  /**
   * Returns a name that came from outside as it may be shown. A name is free to be anything: a
   * bot's conversation may be called like its user's telephone number or e-mail address. What looks
   * like one of these is not shown.
   */
  static String name(String value) {
    int digits = 0;
    int letters = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      digits += isDigit(c) ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
      // Vertex AI writes a model's version behind an @: claude-opus-4@20250514.
      boolean address = c == '@' && !(i + 1 < value.length() && isDigit(value.charAt(i + 1)));
      if (address || c <= ' ' || Character.isSpaceChar(c)) {
        return HIDDEN;
      }
    }
    return letters == 0 && digits >= FEWEST_DIGITS ? HIDDEN : limited(value);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns names as they may be shown; the list itself where all may. */
  static List<String> names(List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      if (!name(values.get(i)).equals(values.get(i))) {
        List<String> shown = new ArrayList<>(values.size());
        for (String value : values) {
          shown.add(name(value));
        }
        return shown;
      }
    }
    return values;
  }

  /** Cuts what is too long to be a name. */
  static String limited(String value) {
    return value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH);
  }
}
