package dev.cordon.engine.policy;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.engine.facts.Residency;
import org.jspecify.annotations.Nullable;

/** Why a call is refused: a rule for reports and a sentence for people. Immutable, no content. */
public final class Refusal {
  /** The HTTP status of a refusal: SDKs map it to a typed exception and don't try again. */
  public static final int STATUS = 403;

  private static final int TOO_MANY = 429;

  private final String rule;
  private final String message;
  private final long retrySeconds;

  /**
   * Says why.
   *
   * @param rule the key or reason that decided, for reports
   * @param message a sentence for people, without content
   */
  public Refusal(String rule, String message) {
    this(rule, message, 0);
  }

  private Refusal(String rule, String message, long retrySeconds) {
    this.rule = rule;
    this.message = message;
    this.retrySeconds = retrySeconds;
  }

  /** The engine failed, and policy is {@code on_error: block}. */
  public static Refusal fault() {
    return new Refusal(
        "on_error",
        "It could not be checked because of an internal fault, and the policy is on_error: block.");
  }

  /**
   * The mode is {@code stop}.
   *
   * @param policy what is in force
   */
  public static Refusal stopped(Policy policy) {
    String message = policy.stopMessage();
    String end = message == null || message.endsWith(".") ? "" : ".";
    return new Refusal(
        "mode",
        "All AI calls are stopped (mode: stop)." + (message == null ? "" : " " + message + end));
  }

  /** The policy itself can't be used. */
  public static Refusal unusablePolicy(String reason) {
    return new Refusal(
        "policy_unusable", "All are refused, because the policy can't be used: " + reason + ".");
  }

  /** An observer, such as the audit trail, objects to every call at present. */
  public static Refusal objection(String reason) {
    return new Refusal("audit.on_failure", "All are refused at present: " + reason + ".");
  }

  /**
   * A hook does nothing in the library that makes the call.
   *
   * @param open the hook
   */
  public static Refusal unhooked(OpenHook open) {
    return new Refusal(
        "on_unhooked",
        "Not all calls can be seen through "
            + open.library()
            + ": its hook "
            + open
            + ". The policy is on_unhooked: block. Use a version of the library that Cordon supports,"
            + " or set on_unhooked: allow.");
  }

  /**
   * The vendor is not allowed.
   *
   * @param key the policy's key that decided
   * @param who the vendor, for people
   */
  public static Refusal vendor(String key, String who) {
    return new Refusal(key, "The policy does not allow AI calls to " + who + " (" + key + ").");
  }

  /**
   * The vendor is not allowed.
   *
   * @param key the policy's key that decided
   * @param vendor who receives the call, null when not in the catalogue
   * @param fact what is known of the vendor and speaks against it, or null
   */
  public static Refusal vendor(String key, @Nullable String vendor, @Nullable FactDenial fact) {
    String who = vendor == null ? "a host outside the vendor catalogue" : vendor;
    String why = fact == null ? key : key + "; " + fact;
    return new Refusal(key, "The policy does not allow AI calls to " + who + " (" + why + ").");
  }

  /**
   * The call would leave the places where calls are kept.
   *
   * @param residency the places
   * @param why what speaks against the host, as the end of a sentence
   */
  public static Refusal residency(Residency residency, String why) {
    return new Refusal(
        "residency",
        "The policy keeps AI calls in " + residency + " (residency), and " + why + ".");
  }

  /**
   * No rule names the caller, and others are refused.
   *
   * @param site the class and method that make the call; null when not known
   */
  public static Refusal unnamedCaller(@Nullable String site) {
    return new Refusal(
        "callers.default",
        "The policy names who may make AI calls (callers.default: deny), and "
            + (site == null ? "a caller that is not known" : site)
            + " is none of them.");
  }

  /**
   * A caller may not do this.
   *
   * @param key the policy's key that decided
   * @param caller the caller
   * @param what the vendor, model or operation, for people
   */
  public static Refusal caller(String key, CallerRule caller, String what) {
    return new Refusal(
        key, "The policy does not allow the caller " + caller + " to use " + what + ".");
  }

  /**
   * A limit is used up.
   *
   * @param key the policy's key that decided
   * @param message a sentence for people
   * @param seconds after how many seconds the call may be made again
   */
  public static Refusal limit(String key, String message, long seconds) {
    return new Refusal(key, message, seconds);
  }

  /**
   * The vendor would run a tool that it must not run.
   *
   * @param key the policy's key that decided
   * @param tool the tool, as the request names it
   */
  public static Refusal serverTool(String key, String tool) {
    String name = tool.matches("[a-z0-9_:.-]{1,40}") ? " " + tool : "";
    return new Refusal(key, "The policy does not allow the vendor to run the tool" + name + ".");
  }

  /** The request holds data of a type that must not leave. */
  public static Refusal type(String type) {
    return new Refusal(
        "redact." + type,
        "The policy does not allow requests that hold data of type " + type + ".");
  }

  /**
   * The request holds text that a model reads and no reader sees.
   *
   * @param threat what it is, such as {@code hidden.tag_characters}
   * @param origin who wrote the text
   */
  public static Refusal hidden(String threat, String origin) {
    return new Refusal(
        "hidden_text",
        "The request holds hidden text ("
            + threat
            + ", origin "
            + origin
            + "), and the policy is hidden_text: block.");
  }

  /** Returns why a body that can't be read is refused, or null when policy allows it. */
  public static @Nullable Refusal unread(Exchange.Unread reason, Policy policy) {
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
  public static String unreadKey(Exchange.Unread reason) {
    switch (reason) {
      case OVERSIZE:
        return "on_oversize";
      default:
        return "on_unreadable";
    }
  }

  private static Fallback fallback(Exchange.Unread reason, Policy policy) {
    switch (reason) {
      case OVERSIZE:
        return policy.onOversize();
      default:
        return policy.onUnreadable();
    }
  }

  /** Returns the HTTP status: 429 (RFC 6585) for what may be tried again later, else 403. */
  public int status() {
    return retrySeconds > 0 ? TOO_MANY : STATUS;
  }

  /** Returns after how many seconds the call may be made again; 0 for never. */
  public long retrySeconds() {
    return retrySeconds;
  }

  /** Returns the key or reason that decided. */
  public String rule() {
    return rule;
  }

  /**
   * Returns a refusal's text for an application.
   *
   * @param reason what {@link #reason} returned
   */
  public static String text(String reason) {
    return "Cordon refused this AI call. " + reason;
  }

  /**
   * Returns why, by which rule, under which record to look it up, and whom to ask.
   *
   * @param record the Exchange's identifier; null when there is no record
   * @param contact whom policy names; null for nobody
   */
  public String reason(@Nullable String record, @Nullable String contact) {
    StringBuilder text = new StringBuilder(message);
    text.append(" Rule: ").append(rule);
    if (record != null) {
      text.append("; record: ").append(record);
    }
    if (contact != null) {
      text.append("; contact: ").append(contact);
    }
    return text.append('.').toString();
  }
}
