package dev.cordon.engine.policy;

import dev.cordon.engine.connection.ConnectionRules;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.external.ExternalDetectors;
import dev.cordon.engine.facts.FactCatalogue;
import dev.cordon.engine.facts.PriceCatalogue;
import dev.cordon.engine.facts.Residency;
import dev.cordon.engine.policy.label.Accepted;
import dev.cordon.engine.policy.label.LabelRules;
import dev.cordon.engine.policy.route.Routes;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the user wants. Immutable and thread-safe; its text form holds no key and no value. */
public final class Policy {
  /** What a policy calls the receiver of a call whose host is not in the catalogue. */
  public static final String UNKNOWN_VENDOR = VendorRules.UNKNOWN;

  private static final Policy SAFE_DEFAULT = new PolicyBuilder().build();

  private final PolicyBuilder made;

  Policy(PolicyBuilder made) {
    this.made = made;
  }

  /**
   * Returns the policy without a file: enforce; personal data becomes tokens that are restored in
   * the answer; secrets and payment cards are masked; nothing is blocked.
   */
  public static Policy safeDefault() {
    return SAFE_DEFAULT;
  }

  /**
   * Returns a policy that refuses every AI call because the configured one can't be used.
   *
   * @param reason what is wrong, for the refusal's message
   */
  public static Policy unusable(String reason) {
    PolicyBuilder builder = new PolicyBuilder();
    builder.version = "unusable";
    builder.unusable = reason;
    return builder.build();
  }

  /** Returns why no call may go out, or null when the policy can be used. */
  public @Nullable String unusable() {
    return made.unusable;
  }

  /** Returns a short hash of the file, or {@code default}. */
  public String version() {
    return made.version;
  }

  /** Returns where the audit trail is written, or null when there is none. */
  public @Nullable AuditRules audit() {
    return made.audit;
  }

  /** Returns the exceptions, be they in force or not. */
  public Exemptions exemptions() {
    return made.exemptions;
  }

  /** Returns the ready policies that this one is built on. */
  public Profiles profiles() {
    return made.profiles;
  }

  /** Returns how far the policy goes. */
  public Mode mode() {
    return made.mode;
  }

  /** Returns what refusals say while the mode is {@code stop}; null for no more than that. */
  public @Nullable String stopMessage() {
    return made.stopMessage;
  }

  /** Returns whom refusals tell people to ask, in one line; null for nobody. */
  public @Nullable String contact() {
    return made.contact;
  }

  /** Returns what becomes of a call that the engine failed to judge. */
  public Fallback onError() {
    return made.onError;
  }

  /** Returns what becomes of a body that can't be parsed. */
  public Fallback onMalformed() {
    return made.onMalformed;
  }

  /** Returns what becomes of a body larger than {@link #maxBodyBytes}. */
  public Fallback onOversize() {
    return made.onOversize;
  }

  /** Returns what becomes of a call whose URL holds a finding in its path. */
  public Fallback onPath() {
    return made.onPath;
  }

  /**
   * Returns what becomes of a call to an AI vendor through a library in which a hook does nothing.
   */
  public Fallback onUnhooked() {
    return made.onUnhooked;
  }

  /** Returns what becomes of a connection to an AI vendor that no governed call opens. */
  public Unguarded onUnguarded() {
    return made.onUnguarded;
  }

  /** Returns what becomes of a body that can't be read before it is sent, and of WebSockets. */
  public Fallback onUnreadable() {
    return made.onUnreadable;
  }

  /** Returns what becomes of a body with content that can't be scanned as text. */
  public Fallback onUnscannable() {
    return made.onUnscannable;
  }

  /** Returns the size above which a body is not read, in bytes. */
  public int maxBodyBytes() {
    return made.maxBodyBytes;
  }

  /** Returns the confidence below which a finding is none, 1 to 100. */
  public int minConfidence() {
    return made.minConfidence;
  }

  /** Returns the key for tokens; null for a random one. */
  public @Nullable TokenKey tokenKey() {
    return made.tokenKey;
  }

  /** Returns the keys for tokens, the current one first; empty for a random one. */
  public List<TokenKey> tokenKeys() {
    return made.tokenKeys;
  }

  /** Tells whether tokens may carry their values, so that any answer may hold one. */
  public boolean encrypts() {
    return made.encrypts;
  }

  /** Returns which models may be used, and which are replaced. */
  public ModelRules models() {
    return made.models;
  }

  /** Returns what requests may ask of vendors besides an answer. */
  public RequestRules requests() {
    return made.requests;
  }

  /** Returns how much may be used; the same list for as long as the policy is in force. */
  public List<LimitRule> limits() {
    return made.limits;
  }

  /** Tells whether the place in the application that makes a call has to be known. */
  public boolean needsCallSite() {
    return made.limitsByCaller || (made.callers != null && made.callers.needsSite());
  }

  /** Tells whether the path of the web request that is answered has to be known. */
  public boolean needsCallPath() {
    return made.callers != null && made.callers.needsPath();
  }

  /** Returns of what somebody wants to hear at once; null when of nothing. */
  public @Nullable AlertRules alerts() {
    return made.alerts;
  }

  /** Returns where limits are counted for several JVMs together; null for each by itself. */
  public @Nullable LimitStore limitStore() {
    return made.limitStore;
  }

  /** Returns where rules and limits learn users from; null when no place is named. */
  public @Nullable UserRules users() {
    return made.users();
  }

  /** Returns what stands for an API key where the key itself must not. */
  public static String hashOf(String key) {
    return KnownKey.hash(key);
  }

  /** Returns who may make AI calls, or null when everybody may do the same. */
  public @Nullable CallerRules callers() {
    return made.callers;
  }

  /**
   * Decides about a finding in the call of a caller that no rule names.
   *
   * @param type the finding's type
   * @param vendor who receives the call, null when not in the catalogue
   * @return what to do
   */
  public Action action(DataType type, @Nullable String vendor) {
    return action(type, vendor, null);
  }

  /**
   * Decides about a finding.
   *
   * @param type the finding's type
   * @param vendor who receives the call, null when not in the catalogue
   * @param caller who makes the call, null when no rule names the caller
   * @return what to do
   */
  public Action action(DataType type, @Nullable String vendor, @Nullable CallerRule caller) {
    String name = vendor == null ? VendorRules.UNKNOWN : vendor;
    if (!made.vendors.trust.isEmpty() && made.vendors.trust.contains(name)) {
      return Action.ALLOW;
    }
    RedactionRules callers = caller == null ? null : caller.redact(name);
    if (callers != null) {
      return callers.action(type);
    }
    if (!made.vendors.redact.isEmpty()) {
      RedactionRules own = made.vendors.redact.get(name);
      if (own != null) {
        return own.action(type);
      }
    }
    return made.redact.action(type);
  }

  /**
   * Decides about a finding in an answer that was not in the request.
   *
   * @param type the finding's type
   * @return {@code ALLOW}, {@code MASK} or {@code REMOVE}
   */
  public Action outputAction(DataType type) {
    return made.outputRedact.action(type);
  }

  /** Tells whether answers are scanned. */
  public boolean scansOutput() {
    return made.outputScan;
  }

  /** Returns what is done about a request's texts by who wrote them. */
  public OriginRules origins() {
    return made.origins;
  }

  /** Returns what must never leave or come back; null when nothing is named. */
  public @Nullable CanaryRules canaries() {
    return made.canaries;
  }

  /**
   * Returns this policy with one more canary, whose place is as that of a document, where it has
   * canaries at all.
   *
   * @param value as policies may have them
   */
  public Policy withCanary(String value) {
    CanaryRules rules = made.canaries;
    if (rules == null) {
      return this;
    }
    PolicyBuilder more = made.copy();
    more.canaries = rules.with(value);
    return more.build();
  }

  /** Returns what is said of tools; null for nothing. */
  public @Nullable ToolRules tools() {
    return made.tools;
  }

  /** Returns what an answer must not say. */
  public OutputRules output() {
    return made.output;
  }

  /** Returns what is done about links in answers. */
  public LinkRules links() {
    return made.links;
  }

  /**
   * Tells whether a value is allowed by name, whatever its type.
   *
   * @param text holds the value as UTF-8
   * @param from its first byte
   * @param to the byte after its last one
   */
  public boolean isAllowedValue(byte[] text, int from, int to) {
    return made.allowedValues.contains(text, from, to);
  }

  /**
   * Returns the key that forbids a vendor, or null when it is allowed.
   *
   * @param vendor who receives the call, null when not in the catalogue
   */
  public @Nullable String denial(@Nullable String vendor) {
    return denial(vendor, Lifted.NOTHING);
  }

  /**
   * Returns the key that forbids a vendor, or null when it is allowed.
   *
   * @param vendor who receives the call, null when not in the catalogue
   * @param lifted what exceptions lift
   */
  public @Nullable String denial(@Nullable String vendor, Lifted lifted) {
    return made.vendors.denial(vendor, lifted);
  }

  /**
   * Returns the fact for which a key forbids a vendor; null when that is not for a fact.
   *
   * @param vendor who receives the call, null when not in the catalogue
   * @param key what {@link #denial} returned
   */
  public @Nullable FactDenial factDenial(@Nullable String vendor, String key) {
    return made.vendors.factDenial(vendor, key);
  }

  /** Returns what is known of vendors, with what this policy says of them. */
  public FactCatalogue facts() {
    return FactCatalogue.builtIn().with(made.vendors.facts);
  }

  /** Returns what models cost, with what this policy says of that; reads the catalogue. */
  public PriceCatalogue prices() {
    return PriceCatalogue.builtIn().with(made.vendors.prices);
  }

  /** Returns what tells how confidential data is; null when nothing depends on it. */
  public @Nullable LabelRules labels() {
    return made.labels;
  }

  /**
   * Returns which labels may be sent to a vendor; null for all.
   *
   * @param vendor who receives the call, null when not in the catalogue
   */
  public @Nullable Accepted accepted(@Nullable String vendor) {
    return made.vendors.accepted(vendor);
  }

  /** Returns every vendor that has a rule of its own about labels. */
  public Set<String> acceptingVendors() {
    return Collections.unmodifiableSet(new TreeSet<>(made.vendors.accepted.keySet()));
  }

  /** Returns where AI calls may be answered, or null when they may be anywhere. */
  public @Nullable Residency residency() {
    return made.residency;
  }

  /** Returns where calls are sent in place of where they go; null when nowhere. */
  public @Nullable Routes routes() {
    return made.routes;
  }

  /** Returns what connections to AI vendors must be. */
  public ConnectionRules connection() {
    return made.connection;
  }

  /** Returns the identifiers of types that are off by default and that this policy switches on. */
  public Set<String> alsoDetected() {
    return Collections.unmodifiableSet(made.alsoDetect);
  }

  /** Returns the domains, in small letters, of which each host is private. */
  public Set<String> internalDomains() {
    return Collections.unmodifiableSet(made.internalDomains);
  }

  /**
   * Returns the regions whose national forms count without a label, by ISO 3166 in small letters:
   * those of the policy, or else the JVM's.
   */
  public Set<String> regions() {
    Set<String> named = made.regions;
    String home = Locale.getDefault().getCountry().toLowerCase(Locale.ROOT);
    return named == null
        ? Collections.singleton("gb".equals(home) ? "uk" : home)
        : Collections.unmodifiableSet(named);
  }

  /** Returns the data types that the user defined. */
  public List<CustomType> customTypes() {
    return Collections.unmodifiableList(made.customTypes);
  }

  /** Returns the detectors that the user plugged in, or null when there are none. */
  public @Nullable ExternalDetectors detectors() {
    return made.detectors;
  }

  /** Tells whether a scanner for this policy looks for more than what is on by default. */
  public boolean hasOwnDetection() {
    return !made.customTypes.isEmpty()
        || !made.alsoDetect.isEmpty()
        || !made.internalDomains.isEmpty()
        || made.regions != null
        || made.detectors != null;
  }

  /** Returns the hosts that the user added to the catalogue. */
  public List<HostRule> hosts() {
    return Collections.unmodifiableList(made.hosts);
  }

  /** Returns patterns of hosts that are never governed. */
  public Set<String> ignoredHosts() {
    return Collections.unmodifiableSet(made.ignoredHosts);
  }

  /** Returns what is done about findings in headers. */
  public HeadRules headers() {
    return made.headers;
  }

  /**
   * Tells whether a request may carry the identifiers of the application's trace.
   *
   * @param vendor who receives it, null when not in the catalogue
   */
  public boolean sendsTraceContext(@Nullable String vendor) {
    return made.vendors.sendsTraceContext(vendor);
  }

  /**
   * Tells whether a request may carry the application's baggage.
   *
   * @param vendor who receives it, null when not in the catalogue
   */
  public boolean sendsBaggage(@Nullable String vendor) {
    return made.vendors.sendsBaggage(vendor);
  }

  /** Returns what is done about findings in the query. */
  public HeadRules query() {
    return made.query;
  }

  /** Returns how many values the vault remembers in memory at most; 0 for none. */
  public int vaultValues() {
    return made.vaultValues;
  }

  /** Returns how long the vault remembers a value, in seconds. */
  public long vaultSeconds() {
    return made.vaultSeconds;
  }

  /** Returns the Redis that the vault is shared through, or null when it is in memory only. */
  public @Nullable RedisSettings redis() {
    return made.redis;
  }

  @Override
  public String toString() {
    return "Policy " + made.version + " (" + made.mode + ")";
  }
}
