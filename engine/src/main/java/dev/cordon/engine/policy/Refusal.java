package dev.cordon.engine.policy;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.engine.facts.Residency;
import dev.cordon.engine.policy.label.Accepted;
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
            + ". The policy is on_unhooked: block. Use a version of the library that Cordon"
            + " supports, or set on_unhooked: allow.");
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
   * The request goes where policy sends no such call, and can't be sent elsewhere any more: the
   * client can't, or was told by a redirect.
   *
   * @param target where policy sends it
   * @param head the request
   */
  public static Refusal unrouted(Target target, RequestHead head) {
    return new Refusal(
        target.key(),
        "The request would go to "
            + head.host()
            + ", and the policy sends such calls to "
            + target.host()
            + " ("
            + target.key()
            + "). Here that can't be changed any more: the client ("
            + head.library().name()
            + ") has chosen its connection, or a redirect led there. Let the application call "
            + target.origin()
            + target.prefix()
            + " itself, or use a client that Cordon can route.");
  }

  /**
   * The answer leads to where no AI calls are looked at, and the client would take the request
   * there as the application made it.
   *
   * @param host where to; null when not known
   */
  public static Refusal astray(@Nullable String host) {
    return new Refusal(
        "redirect",
        "The answer redirects it to "
            + (host == null ? "an unknown host" : host)
            + ", where it would not be judged, and this client would send it there unredacted.");
  }

  /**
   * The policy that sent the request where it goes is no longer in force.
   *
   * @param target where it goes
   */
  public static Refusal overtaken(Target target) {
    return new Refusal(
        target.key(),
        "The request was on its way to "
            + target.host()
            + " ("
            + target.key()
            + ") when the policy changed, which sends such calls there no more. The next one goes"
            + " where the policy says.");
  }

  /**
   * The request would leave without TLS.
   *
   * @param host where to
   */
  public static Refusal plainHttp(String host) {
    return new Refusal(
        "connection.plain_http",
        "The request would go to "
            + host
            + " in plain text (http), where anybody on the way can read it. Use https; the policy"
            + " is connection.plain_http: block.");
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

  /**
   * The request goes on from an object that the vendor keeps.
   *
   * @param key the policy's key that decided
   * @param kind what it is, such as {@code prompt}
   */
  public static Refusal stored(String key, String kind) {
    return new Refusal(
        key,
        "The request goes on from an object stored at the vendor ("
            + kind
            + "), which may have tools and a model that the policy can't see, and"
            + " requests.stored does not allow it.");
  }

  /**
   * The request leaves the choice of the model to the vendor.
   *
   * @param key the policy's key that decided
   */
  public static Refusal unnamedModel(String key) {
    return new Refusal(
        key,
        "The policy names the models that may be used, and the request names none: the vendor"
            + " would choose one.");
  }

  /**
   * The request asks for what a vendor still tries out.
   *
   * @param key the policy's key that decided
   * @param flag the beta's flag, as the request names it
   */
  public static Refusal beta(String key, String flag) {
    String name = flag.matches("[A-Za-z0-9_:.=-]{1,80}") ? " " + flag : "";
    return new Refusal(key, "The policy does not allow requests to ask for the beta" + name + ".");
  }

  /**
   * Nobody may ask for such an operation.
   *
   * @param key the policy's key that decided
   * @param operation the operation, of the catalogue
   */
  public static Refusal operation(String key, String operation) {
    return new Refusal(key, "The policy does not allow the operation " + operation + ".");
  }

  /**
   * The request can't say what policy wants it to.
   *
   * @param what what it would have to say
   */
  public static Refusal unsaid(String key, String what) {
    return new Refusal(
        "requests.required",
        "The policy wants requests to say "
            + what
            + " (requests."
            + key
            + "), and this one can't: its API has no field for it that is known.");
  }

  /** The session's answers would begin before it says how long they may be. */
  public static Refusal unsaidInSession() {
    return new Refusal(
        "requests.required",
        "The policy wants sessions to say how long an answer may be (requests.max_output_tokens),"
            + " and this one begins without: a session.update has to come first.");
  }

  /**
   * The request offers a tool that it must not offer, or its conversation holds a call of it.
   *
   * @param key the policy's key that decided
   * @param tool the tool, as the request names it
   */
  public static Refusal tool(String key, String tool) {
    return tool(key, tool, "");
  }

  /**
   * The same, where it is about one caller.
   *
   * @param whom to whom it is not allowed, in words
   */
  public static Refusal tool(String key, String tool, String whom) {
    return new Refusal(key, "The policy does not allow the tool" + shown(tool) + whom + ".");
  }

  /**
   * A tool is not what it was.
   *
   * @param tool the tool, as the request names it
   * @param hash of what it says of itself now
   */
  public static Refusal changedTool(String tool, String hash) {
    return new Refusal(
        "tools.changed",
        "The tool"
            + shown(tool)
            + " has another description than it is known by (now SHA-256 "
            + hash
            + "), and the policy is tools.changed: block.");
  }

  /**
   * A conversation holds too many calls of tools.
   *
   * @param calls how many
   * @param most how many it may hold
   */
  public static Refusal toolCalls(long calls, long most) {
    return new Refusal(
        "tools.max_calls",
        "The conversation holds " + calls + " calls of tools, and " + most + " are allowed.");
  }

  /** A name is the application's text: shown only where it can't be anything else. */
  private static String shown(String tool) {
    return tool.matches("[a-zA-Z0-9_:.-]{1,64}") ? " " + tool : "";
  }

  /** The request holds data of a type that must not leave. */
  public static Refusal type(String type) {
    return new Refusal(
        "redact." + type,
        "The policy does not allow requests that hold data of type " + type + ".");
  }

  /**
   * The request holds data that its receiver may not have.
   *
   * @param accepted what may be sent
   * @param label what the data is
   * @param what where it is, as the end of a sentence
   */
  public static Refusal label(Accepted accepted, String label, String what) {
    return new Refusal(
        accepted.key(),
        "The policy lets data there that is "
            + accepted
            + " ("
            + accepted.key()
            + "), and "
            + what
            + " is "
            + label
            + ".");
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

  /**
   * The request holds a canary.
   *
   * @param origin who wrote the text that holds it
   */
  public static Refusal canary(String origin) {
    return new Refusal(
        "canaries.request",
        "The request holds a canary (origin "
            + origin
            + "): a part of something that must not leave. The policy is canaries.request: block.");
  }

  /**
   * The request holds a command to the model where there should be data.
   *
   * @param threat what it is, such as {@code instruction.override}
   * @param origin who wrote the text
   */
  public static Refusal instructions(String threat, String origin) {
    return new Refusal(
        "instructions",
        "The request holds instructions to the model where there should be data ("
            + threat
            + ", origin "
            + origin
            + "), and the policy is instructions: block.");
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
   * @param profile which profile asks for the rule; null when it is the policy's own
   * @param contact whom policy names; null for nobody
   */
  public String reason(
      @Nullable String record, @Nullable String profile, @Nullable String contact) {
    StringBuilder text = new StringBuilder(message);
    text.append(" Rule: ").append(rule);
    if (profile != null) {
      text.append("; profile: ").append(profile);
    }
    if (record != null) {
      text.append("; record: ").append(record);
    }
    if (contact != null) {
      text.append("; contact: ").append(contact);
    }
    return text.append('.').toString();
  }
}
