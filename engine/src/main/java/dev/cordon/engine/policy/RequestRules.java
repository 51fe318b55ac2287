package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests may ask of vendors besides an answer. Immutable once it is read. */
public final class RequestRules {
  /** Leaves requests as they are. */
  static final RequestRules NONE =
      new RequestRules(Permission.ALLOW, Permission.ALLOW, User.ALLOW, AllowDeny.ALL);

  private static final long MOST_TOKENS = 100_000_000;

  /** Whether something may be asked for. */
  private enum Permission {
    ALLOW,
    DENY
  }

  /** What becomes of the user's name in a request. */
  public enum User {
    /** It is sent. */
    ALLOW,
    /** A keyed hash is sent in its place. */
    HASH,
    /** It is taken out. */
    REMOVE
  }

  private static final String OPERATIONS = "requests.operations.";
  private static final String SERVER_TOOLS = "requests.server_tools.";
  private static final String BETAS = "requests.betas.";
  private static final String STORED = "requests.stored";

  /** What vendors keep that requests can go on from. */
  static final List<String> KINDS =
      Collections.unmodifiableList(
          Arrays.asList(
              "agent",
              "assistant",
              "cache",
              "conversation",
              "flow",
              "preset",
              "prompt",
              "response",
              "workflow"));

  private final Permission store;
  private final Permission dataCollection;
  private final User user;
  private final AllowDeny serverTools;
  private AllowDeny operations = AllowDeny.ALL;
  private AllowDeny stored = AllowDeny.ALL;
  private AllowDeny betas = AllowDeny.ALL;
  private HeaderOrders headers = HeaderOrders.NONE;
  private boolean zdr;
  private boolean required;
  private long maxOutputTokens;

  private RequestRules(
      Permission store, Permission dataCollection, User user, AllowDeny serverTools) {
    this.store = store;
    this.dataCollection = dataCollection;
    this.user = user;
    this.serverTools = serverTools;
  }

  /** Reads the section. */
  static RequestRules read(Section top) {
    Section requests = top.section("requests", PolicyKeys.REQUESTS);
    if (requests == null) {
      return NONE;
    }
    User user = requests.choice("user", User.values());
    RequestRules rules =
        new RequestRules(
            permission(requests, "store"),
            permission(requests, "data_collection"),
            user == null ? User.ALLOW : user,
            AllowDenyReader.read(requests, "server_tools"));
    rules.operations = CallerReader.operations(requests);
    rules.stored = stored(requests);
    rules.betas = AllowDenyReader.read(requests, "betas");
    rules.headers = HeaderOrdersReader.read(requests, top.sectionOrNull("headers"), rules.betas);
    rules.zdr = requests.flag("zdr", false);
    rules.maxOutputTokens = requests.number("max_output_tokens", Quantity.COUNT, 1, MOST_TOKENS, 0);
    rules.required = requests.flag("required", false);
    if (rules.required
        && !rules.deniesStore()
        && !rules.asksProviders()
        && rules.maxOutputTokens == 0) {
      requests.wrong(
          "required",
          "is about store, data_collection, zdr and max_output_tokens: say one of them");
    }
    return rules;
  }

  private static AllowDeny stored(Section requests) {
    Section stored = requests.section("stored", PolicyKeys.ALLOW_DENY);
    return stored == null
        ? AllowDeny.ALL
        : AllowDenyReader.readKnown(stored, KINDS, "kind of stored object");
  }

  private static Permission permission(Section section, String key) {
    Permission said = section.choice(key, Permission.values());
    return said == null ? Permission.ALLOW : said;
  }

  /** Tells whether the bodies of requests are left as they are. */
  public boolean isEmpty() {
    return !deniesStore()
        && !asksProviders()
        && user == User.ALLOW
        && serverTools.isEmpty()
        && betas.isEmpty()
        && stored.isEmpty()
        && maxOutputTokens == 0;
  }

  /** Tells whether a request is refused that can't say what policy wants it to. */
  public boolean isRequired() {
    return required;
  }

  /** Tells whether only vendors behind a gateway that keep nothing may get a request. */
  public boolean wantsZeroRetention() {
    return zdr;
  }

  /** Tells whether a gateway is told which vendors behind it may get a request. */
  public boolean asksProviders() {
    return zdr || deniesDataCollection();
  }

  /** Returns how many tokens a request may ask an answer to have; 0 for any number. */
  public long maxOutputTokens() {
    return maxOutputTokens;
  }

  /** Returns which operations requests may ask for. */
  public AllowDeny operations() {
    return operations;
  }

  /** Returns the key that forbids an operation such as {@code batch}, or null. */
  public @Nullable String operationDenial(String operation) {
    return operationDenial(operation, Lifted.NOTHING);
  }

  /** Returns the key that forbids an operation and that no exception lifts, or null. */
  public @Nullable String operationDenial(String operation, Lifted lifted) {
    return denial(operations, operation, OPERATIONS, lifted);
  }

  /** Returns which kinds of objects that a vendor keeps requests may go on from. */
  public AllowDeny stored() {
    return stored;
  }

  /**
   * Returns the key that forbids to go on from a stored object, or null. What such an object holds
   * isn't seen: where a rule for tools is in force, it is allowed by name only.
   *
   * @param kind what it is, such as {@code prompt}
   * @param toolsCount whether a rule for tools is in force
   * @param lifted what exceptions lift
   */
  public @Nullable String storedDenial(String kind, boolean toolsCount, Lifted lifted) {
    if (stored.isEmpty()) {
      return toolsCount && !lifted.lifts(STORED, null) ? STORED : null;
    }
    return denial(stored, kind, STORED + ".", lifted);
  }

  /** Tells whether no vendor may be asked to keep a request. */
  public boolean deniesStore() {
    return store == Permission.DENY;
  }

  /** Tells whether no vendor behind a gateway may collect what is sent. */
  public boolean deniesDataCollection() {
    return dataCollection == Permission.DENY;
  }

  /** Returns what becomes of the user's name. */
  public User user() {
    return user;
  }

  /** Returns which headers are taken out and which are set. */
  public HeaderOrders headers() {
    return headers;
  }

  /** Returns which flags of betas requests may ask for. */
  public AllowDeny betas() {
    return betas;
  }

  /** Returns the key that forbids a flag of a beta and that no exception lifts, or null. */
  public @Nullable String betaDenial(String flag, Lifted lifted) {
    return denial(betas, flag, BETAS, lifted);
  }

  /** Returns which tools the vendor may run. */
  public AllowDeny serverTools() {
    return serverTools;
  }

  /** Returns the key that forbids a tool that the vendor runs, or null when it is allowed. */
  public @Nullable String serverToolDenial(String tool) {
    return serverToolDenial(tool, Lifted.NOTHING);
  }

  /** Returns the key that forbids a tool and that no exception lifts, or null. */
  public @Nullable String serverToolDenial(String tool, Lifted lifted) {
    return denial(serverTools, tool, SERVER_TOOLS, lifted);
  }

  private static @Nullable String denial(
      AllowDeny names, String name, String section, Lifted lifted) {
    String denial =
        names.isEmpty() ? null : names.denial(name, key -> lifted.lifts(section + key, null));
    return denial == null ? null : section + denial;
  }
}
