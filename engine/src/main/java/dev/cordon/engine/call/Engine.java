package dev.cordon.engine.call;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.EngineLog;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Target;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.activation.Faults;
import dev.cordon.engine.activation.PolicyActivation;
import dev.cordon.engine.activation.PolicyVault;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.engine.head.AwsSignature;
import dev.cordon.engine.limit.LimitUse;
import dev.cordon.engine.limit.Limits;
import dev.cordon.engine.policy.CallerRules;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.text.Hex;
import dev.cordon.engine.wire.Recognition;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine: recognises AI calls and opens an Exchange for each. Thread-safe. One a JVM is usual;
 * several share nothing.
 */
public final class Engine implements Gate {
  /** What the end of a call may take in a JVM that has made none before. */
  private static final long ENDING_MILLIS = 2000;

  private final PolicyActivation policies;
  private final ExchangeObserver[] observers;
  private final Faults faults;
  private final boolean capturesContent;
  private final Function<Library, @Nullable OpenHook> openHooks;
  private final CallerSource callers;
  private final boolean recordsCallers;
  private @Nullable Limits limits;
  private final EngineLog log;
  private final @Nullable Vault given;
  private final PolicyVault vault;
  private final WireFormats formats = WireFormats.catalogue();
  private final OpenExchanges exchanges = new OpenExchanges();

  /** Calls that are being recorded: an application may be over before the first of them is. */
  private final AtomicInteger ending = new AtomicInteger();

  private final AtomicLong ids = new AtomicLong(System.nanoTime() ^ System.currentTimeMillis());

  private Engine(EngineConfig config) {
    this.faults = new Faults(config.log());
    this.log = config.log();
    this.observers = config.observers();
    this.capturesContent = config.capturesContent();
    this.openHooks = config.openHooks();
    this.policies = new PolicyActivation(config.policies(), config.scanners(), faults);
    this.callers = config.callers();
    this.recordsCallers = recordCallers(observers);
    this.given = config.vault();
    this.limits = config.limits();
    this.vault = new PolicyVault(policies.current().policy, config.log(), faults);
  }

  /**
   * Starts an engine: reads catalogues and makes the scanner, which takes some milliseconds.
   *
   * @param config what it works with
   * @return the engine
   * @throws RuntimeException when the scanner can't be made; no call can then be judged
   */
  public static Engine start(EngineConfig config) {
    return new Engine(config);
  }

  private static boolean recordCallers(ExchangeObserver[] observers) {
    for (ExchangeObserver observer : observers) {
      if (observer.recordsCallers()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isAiCall(RequestHead head) {
    try {
      if (head.target() != null) {
        return true; // also where the policy has been switched off since: it goes to a gateway
      }
      ActivePolicy active = policies.current();
      if (!Enforcement.of(active).opensCalls()) {
        return false;
      }
      String host = head.host();
      if (host != null) {
        if (active.vendors.isIgnored(host)) {
          return false;
        }
        if (!HeadFacts.isMcp(head) && active.vendors.find(host, head.path()) != null) {
          return true;
        }
      }
      return Recognition.format(head) != null;
    } catch (Throwable fault) {
      faults.report("recognising a call", fault, "taken for an AI call");
      return true; // open() decides what a fault means
    }
  }

  @Override
  public boolean routes() {
    return Routing.isAny(policies.current());
  }

  @Override
  public @Nullable Target target(RequestHead head) {
    ActivePolicy active = policies.current();
    // A signature covers the host: who signed sends it elsewhere, or nobody does.
    if (!Routing.isAny(active) || AwsSignature.isOn(head)) {
      return null;
    }
    try {
      return Routing.of(active, head);
    } catch (Throwable fault) {
      faults.report("looking for a route", fault, "refused where one leads elsewhere");
      return null;
    }
  }

  @Override
  public boolean needsCaller() {
    Policy policy = policies.current().policy;
    return recordsCallers || policy.needsCallSite() || policy.needsCallPath();
  }

  @Override
  public @Nullable CallerMark caller() {
    Policy policy = policies.current().policy;
    boolean site = recordsCallers || policy.needsCallSite();
    boolean path = policy.needsCallPath();
    if (!site && !path) {
      return null;
    }
    try {
      return new CallerMark(site ? callers.site() : null, path ? callers.path(null) : null);
    } catch (Throwable fault) {
      faults.report("finding the caller", fault, "looked for again when the call is judged");
      return null;
    }
  }

  @Override
  public @Nullable Exchange open(RequestHead head) {
    return open(head, null);
  }

  @Override
  public @Nullable Exchange open(RequestHead head, @Nullable CallerMark caller) {
    if (!isAiCall(head)) {
      return null;
    }
    ActivePolicy active = policies.current();
    try {
      return begin(active, head, caller == null ? null : caller.site(), caller);
    } catch (Throwable fault) {
      boolean refuse = Enforcement.of(active).refusesOnFault(active.policy);
      faults.report("opening a call", fault, refuse ? "refused" : "forwarded, not redacted");
      return unopened(active, head, refuse);
    }
  }

  /** Opens a call that can't be looked at: {@code on_error} decides, and the call is recorded. */
  private @Nullable Exchange unopened(ActivePolicy active, RequestHead head, boolean refuse) {
    try {
      RequestHead bare =
          new RequestHead(
              head.library(),
              head.method(),
              head.scheme(),
              head.host(),
              head.port(),
              head.path(),
              null,
              HeaderSource.NONE);
      RequestHead sent = bare.routed(head.target());
      EngineExchange exchange =
          new EngineExchange(this, active, formats.generic(), sent, newRecord(sent.asked()), null);
      exchange.unopened();
      return exchange;
    } catch (Throwable fault) {
      return refuse ? new RefusedExchange(formats.generic(), true) : null;
    }
  }

  private EngineExchange begin(
      ActivePolicy active, RequestHead sent, @Nullable String site, @Nullable CallerMark mark) {
    RequestHead head = sent.asked();
    String host = head.host();
    WireFormat format = Recognition.format(head);
    boolean certain =
        sent.target() != null || (format != null && Recognition.isCertain(format, head));
    Vendor vendor = null;
    if (HeadFacts.isMcp(head)) {
      vendor = Vendor.mcp(host);
    } else if (host != null) {
      vendor = active.vendors.find(host, head.path());
      certain |= vendor != null;
      vendor = vendor == null ? active.vendors.local(host, head.port()) : vendor;
    }
    EngineExchange exchange =
        new EngineExchange(
            this,
            active,
            format == null ? formats.generic() : format,
            sent,
            newRecord(head),
            vendor);
    exchange.caller(site, mark);
    if (capturesContent) {
      exchange.captureContent(formats.generic());
    }
    if (certain) {
      exchange.claim();
    }
    return exchange;
  }

  /**
   * Judges a request that is not sent, as if the application made it.
   *
   * @param head its head
   * @param caller the class and method that make it; null when not known
   * @param body its body
   * @return what would become of it; null when it is no AI call
   */
  public @Nullable Rehearsal rehearse(RequestHead head, @Nullable String caller, byte[] body) {
    if (!isAiCall(head)) {
      return null;
    }
    Target target = target(head);
    RequestHead sent = target == null ? head : head.at(target);
    EngineExchange exchange = begin(policies.current(), sent, caller, null);
    Rehearsal rehearsal = new Rehearsal(exchange, body);
    return exchange.isOurs() ? rehearsal : null;
  }

  /**
   * Judges a request that is not sent.
   *
   * @param format how it looks
   * @param vendor who would receive it, by its identifier; null when not in the catalogue
   * @param head its head; what it says of host and path counts for nothing
   * @param caller the class and method that make it; null when not known
   * @param body its body
   * @return what would become of it
   */
  public Rehearsal rehearse(
      WireFormat format,
      @Nullable String vendor,
      RequestHead head,
      @Nullable String caller,
      byte[] body) {
    ActivePolicy active = policies.current();
    Vendor known = vendor == null ? null : active.vendors.vendor(vendor);
    EngineExchange exchange =
        new EngineExchange(this, active, format, head, newRecord(head), known);
    exchange.caller(caller, null);
    exchange.claim();
    return new Rehearsal(exchange, body);
  }

  ExchangeRecord newRecord(RequestHead head) {
    long millis = System.currentTimeMillis();
    return new ExchangeRecord(newId(), head, millis * 1_000_000L, System.nanoTime());
  }

  /** Mixes a counter so that identifiers don't look alike; a bijection, so they stay unique. */
  private String newId() {
    long z = ids.addAndGet(0x9E3779B97F4A7C15L);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return Hex.of(z ^ (z >>> 31));
  }

  @Override
  public @Nullable Exchange joined(byte[] body) {
    return joined(body, null);
  }

  @Override
  public @Nullable Exchange joined(RequestHead head, byte[] body) {
    return joined(body, head.library().name());
  }

  private @Nullable Exchange joined(byte[] body, @Nullable String library) {
    try {
      return body.length == 0 ? null : exchanges.find(body, library);
    } catch (Throwable fault) {
      faults.report("joining a call", fault, "judged on its own");
      return null;
    }
  }

  @Override
  public Map<String, String> leaving(RequestHead head) {
    ActivePolicy active = policies.current();
    String host = head.host();
    if (host == null) {
      return Collections.emptyMap();
    }
    boolean ignored = active.vendors.isIgnored(host);
    Vendor vendor = ignored ? null : active.vendors.find(host, head.path());
    Map<String, String> edits =
        vendor == null
            ? Collections.<String, String>emptyMap()
            : Enforcement.of(active)
                .leaving(
                    active,
                    vendor.id(),
                    null,
                    head,
                    HeaderSource.NONE,
                    Collections.<String, String>emptyMap());
    return Routing.leaving(active, null, head, edits);
  }

  @Override
  public @Nullable SyntheticAnswer unhooked(RequestHead head) {
    ActivePolicy active = policies.current();
    try {
      if (Enforcement.of(active).isDryRun() || unhooked(active, head.library(), head) == null) {
        return null;
      }
      Exchange exchange = open(head);
      return exchange == null ? null : exchange.judgeUnread(Exchange.Unread.DUPLEX, -1).refusal();
    } catch (Throwable fault) {
      faults.report("a call past a hook that does nothing", fault, "forwarded, not redacted");
      return null;
    }
  }

  /**
   * Returns why a call must not be made through a library, or null: a hook of it does nothing, and
   * the call goes to a host that certainly receives AI calls.
   *
   * @param library who makes the call
   * @param to where it goes
   */
  @Nullable Refusal unhooked(ActivePolicy active, Library library, RequestHead to) {
    OpenHook open = openHooks.apply(library);
    String host = to.host();
    return open == null
            || host == null
            || active.policy.onUnhooked() == Fallback.ALLOW
            || active.policy.unusable() != null
            || active.vendors.find(host, to.path()) == null
        ? null
        : Refusal.unhooked(open);
  }

  @Override
  public int maxBodyBytes() {
    return policies.current().policy.maxBodyBytes();
  }

  /**
   * Tells whether a call must be refused because of a fault outside the engine: {@code on_error:
   * block} in mode {@code enforce}.
   */
  public boolean refusesOnFault() {
    ActivePolicy active = policies.current();
    return Enforcement.of(active).refusesOnFault(active.policy);
  }

  /**
   * Waits until calls that are ending on other threads have ended, and until what the vault has to
   * tell others has left this JVM. For the JVM's end; never throws.
   *
   * @param atMostMillis how long to wait at most, in milliseconds
   */
  public void flush(long atMostMillis) {
    try {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ENDING_MILLIS);
      while (ending.get() > 0 && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    try {
      vault().flush(atMostMillis);
    } catch (Throwable fault) {
      faults.report("the vault's end", fault, "the last tokens may be unknown to other JVMs");
    }
  }

  @Nullable Vendor vendor(ActivePolicy active, String host, RequestHead head) {
    RequestHead asked = head.asked();
    String of = asked.host() == null ? host : asked.host();
    Vendor vendor = active.vendors.find(of, asked.path());
    return vendor == null ? active.vendors.local(of, asked.port()) : vendor;
  }

  /** Returns the policy in force. */
  ActivePolicy active() {
    return policies.current();
  }

  /** Returns what checks the caller of a call; null when policy has no rules for callers. */
  @Nullable CallerCheck callerCheck(ActivePolicy active, ExchangeRecord record) {
    CallerRules rules = active.policy.callers();
    return rules == null ? null : new CallerCheck(rules, callers, record);
  }

  /** Returns what exceptions lift for a call. */
  Lifted lifted(ActivePolicy active, ExchangeRecord record) {
    return CallExemptions.of(active.policy.exemptions(), callers, record);
  }

  /** Returns what checks the limits for a call; null when policy has none. */
  @Nullable LimitCheck limitCheck(
      ActivePolicy active, ExchangeRecord record, Lifted lifted, Object call) {
    List<LimitRule> rules = active.policy.limits();
    if (rules.isEmpty()) {
      return null;
    }
    Limits used = limits();
    used.retain(policies.current().policy);
    return new LimitCheck(active, callers, record, lifted, used, call);
  }

  /** Returns what is used of limits by this JVM, of what is not unused. */
  public synchronized List<LimitUse> limitsUsed() {
    Limits made = limits;
    return made == null ? Collections.<LimitUse>emptyList() : made.used();
  }

  private synchronized Limits limits() {
    Limits made = limits;
    return made == null ? limits = new Limits(log) : made;
  }

  Observers newObservers() {
    return new Observers(observers, faults);
  }

  AtomicInteger ending() {
    return ending;
  }

  OpenExchanges exchanges() {
    return exchanges;
  }

  Faults faults() {
    return faults;
  }

  Vault vault() {
    Vault own = given;
    return own != null ? own : vault.current(policies.current().policy);
  }
}
