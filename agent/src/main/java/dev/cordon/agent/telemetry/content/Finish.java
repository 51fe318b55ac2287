package dev.cordon.agent.telemetry.content;

import java.util.Locale;

/** The conventions' words for why a model stopped; what they don't name keeps the vendor's word. */
final class Finish {
  private Finish() {}

  static String of(String reason) {
    switch (reason.toLowerCase(Locale.ROOT)) {
      case "stop":
      case "end_turn":
      case "stop_sequence":
      case "complete":
      case "completed":
      case "succeeded":
      case "eos_token":
      case "finish":
      case "normal":
        return "stop";
      case "length":
      case "max_tokens":
      case "max_output_tokens":
      case "incomplete":
        return "length";
      case "tool_calls":
      case "tool_use":
      case "tool_call":
      case "function_call":
        return "tool_call";
      case "content_filter":
      case "safety":
      case "refusal":
      case "guardrail_intervened":
      case "content_filtered":
        return "content_filter";
      case "error":
      case "failed":
        return "error";
      default:
        return reason;
    }
  }
}
