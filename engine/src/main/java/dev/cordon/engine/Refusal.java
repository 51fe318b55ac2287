package dev.cordon.engine;

import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Why a call is refused: a rule for reports and a sentence for people. Immutable, no content. */
final class Refusal {
  static final int STATUS = 403;

  private final String rule;
  private final String message;

  Refusal(String rule, String message) {
    this.rule = rule;
    this.message = message;
  }

  static Refusal fault() {
    return new Refusal(
        "on_error",
        "Cordon could not check this request because of an internal fault, and the policy is"
            + " on_error: block.");
  }

  static Refusal unusablePolicy(String reason) {
    return new Refusal(
        "policy_unusable", "Cordon refuses AI calls because its policy can't be used: " + reason);
  }

  static Refusal objection(String reason) {
    return new Refusal("audit.on_failure", "Cordon refuses AI calls at present: " + reason + ".");
  }

  static Refusal vendor(String key, String who) {
    return new Refusal(key, "The policy does not allow AI calls to " + who + " (" + key + ").");
  }

  static Refusal type(String type) {
    return new Refusal(
        "redact." + type,
        "The policy does not allow requests that hold data of type " + type + ".");
  }

  /** Returns why a body that can't be read is refused, or null when policy allows it. */
  static @Nullable Refusal unread(Exchange.Unread reason, Policy policy) {
    String unusable = policy.unusable();
    if (unusable != null) {
      return unusablePolicy(unusable);
    }
    if (fallback(reason, policy) == Fallback.ALLOW) {
      return null;
    }
    String what;
    switch (reason) {
      case OVERSIZE:
        what = "The request's body is larger than max_body_bytes (" + policy.maxBodyBytes() + ")";
        break;
      case FAULT:
        return fault();
      case WEBSOCKET:
        what = "A WebSocket to an AI vendor can't be checked";
        break;
      default:
        what = "The request's body can't be read before it is sent";
    }
    String key = unreadKey(reason);
    return new Refusal(key, what + ", and the policy is " + key + ": block.");
  }

  /** Returns the policy key that decides about a body that can't be read. */
  static String unreadKey(Exchange.Unread reason) {
    switch (reason) {
      case OVERSIZE:
        return "on_oversize";
      case FAULT:
        return "on_error";
      default:
        return "on_unreadable";
    }
  }

  private static Fallback fallback(Exchange.Unread reason, Policy policy) {
    switch (reason) {
      case OVERSIZE:
        return policy.onOversize();
      case FAULT:
        return policy.onError();
      default:
        return policy.onUnreadable();
    }
  }

  /** Returns the key or reason that decided. */
  String rule() {
    return rule;
  }

  /** Returns a sentence for the application's log. */
  String message() {
    return message;
  }
}
