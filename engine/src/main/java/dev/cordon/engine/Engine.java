package dev.cordon.engine;

import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The engine: recognises AI calls and opens an Exchange for each. Thread-safe. One a JVM is usual;
 * several share nothing.
 */
public final class Engine implements Gate {
  private final PolicyActivation policies;
  private final ExchangeObserver[] observers;
  private final Faults faults;
  private final boolean capturesContent;
  private final @Nullable Vault given;
  private final PolicyVault vault;
  private final WireFormats formats = WireFormats.catalogue();
  private final OpenExchanges exchanges = new OpenExchanges();
  private final AtomicLong ids = new AtomicLong(System.nanoTime() ^ System.currentTimeMillis());

  private Engine(EngineConfig config) {
    this.faults = new Faults(config.log());
    this.observers = config.observers();
    this.capturesContent = config.capturesContent();
    this.policies = new PolicyActivation(config, faults);
    this.given = config.vault();
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

  @Override
  public boolean isAiCall(RequestHead head) {
    try {
      ActivePolicy active = policies.current();
      if (active.policy.mode() == Mode.OFF) {
        return false;
      }
      String host = head.host();
      if (host != null) {
        if (active.vendors.isIgnored(host)) {
          return false;
        }
        if (active.vendors.find(host, head.path()) != null) {
          return true;
        }
      }
      return formats.match(head.method(), head.path()) != null;
    } catch (Throwable fault) {
      faults.report("recognising a call", fault, "taken for an AI call");
      return true; // open() decides what a fault means
    }
  }

  @Override
  public @Nullable Exchange open(RequestHead head) {
    if (!isAiCall(head)) {
      return null;
    }
    ActivePolicy active = policies.current();
    try {
      String host = head.host();
      WireFormat format = formats.match(head.method(), head.path());
      boolean certain = format != null && format.isCertain();
      Vendor vendor = null;
      if (host != null) {
        vendor = active.vendors.find(host, head.path());
        certain |= vendor != null;
        vendor = vendor == null ? active.vendors.local(host, head.port()) : vendor;
      }
      EngineExchange exchange =
          new EngineExchange(
              this,
              active,
              format == null ? formats.generic() : format,
              head,
              newRecord(head),
              vendor);
      if (capturesContent) {
        exchange.captureContent(formats.generic());
      }
      if (certain) {
        exchange.claim();
      }
      return exchange;
    } catch (Throwable fault) {
      boolean refuse = active.refusesOnError();
      faults.report("opening a call", fault, refuse ? "refused" : "forwarded, not redacted");
      return refuse ? new RefusedExchange(formats.generic()) : null;
    }
  }

  /**
   * Judges a request that is not sent.
   *
   * @param format how it looks
   * @param vendor who would receive it, by its identifier; null when not in the catalogue
   * @param head its head; what it says of host and path counts for nothing
   * @param body its body
   * @return what would become of it
   */
  public Rehearsal rehearse(
      WireFormat format, @Nullable String vendor, RequestHead head, byte[] body) {
    ActivePolicy active = policies.current();
    Vendor known = vendor == null ? null : active.vendors.vendor(vendor);
    return new Rehearsal(this, active, format, known, head, body);
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
    z ^= z >>> 31;
    char[] hex = new char[16];
    for (int i = 15; i >= 0; i--, z >>>= 4) {
      hex[i] = Character.forDigit((int) z & 15, 16);
    }
    return new String(hex);
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
    if (host == null || !active.enforces() || active.vendors.isIgnored(host)) {
      return Collections.emptyMap();
    }
    Vendor vendor = active.vendors.find(host, head.path());
    return vendor == null
        ? Collections.<String, String>emptyMap()
        : LeavingHeaders.edits(active, vendor.id(), head);
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
    return policies.current().refusesOnError();
  }

  /**
   * Waits until what the vault has to tell others has left this JVM. For the JVM's end; never
   * throws.
   *
   * @param atMostMillis how long to wait at most, in milliseconds
   */
  public void flush(long atMostMillis) {
    try {
      vault().flush(atMostMillis);
    } catch (Throwable fault) {
      faults.report("the vault's end", fault, "the last tokens may be unknown to other JVMs");
    }
  }

  @Nullable Vendor vendor(ActivePolicy active, String host, RequestHead head) {
    Vendor vendor = active.vendors.find(host, head.path());
    return vendor == null ? active.vendors.local(host, head.port()) : vendor;
  }

  Observers newObservers() {
    return new Observers(observers, faults);
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
