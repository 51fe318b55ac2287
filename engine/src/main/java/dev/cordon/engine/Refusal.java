package dev.cordon.engine;

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

  static Refusal unread(Exchange.Unread reason, int limit) {
    switch (reason) {
      case OVERSIZE:
        return new Refusal(
            "on_oversize",
            "The request's body is larger than max_body_bytes ("
                + limit
                + "), and the policy is"
                + " on_oversize: block.");
      case FAULT:
        return fault();
      case WEBSOCKET:
        return new Refusal(
            "on_unreadable",
            "A WebSocket to an AI vendor can't be checked, and the policy is on_unreadable: block.");
      default:
        return new Refusal(
            "on_unreadable",
            "The request's body can't be read before it is sent, and the policy is on_unreadable:"
                + " block.");
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
