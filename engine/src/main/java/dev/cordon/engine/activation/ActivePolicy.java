package dev.cordon.engine.activation;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.RecordedNames;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.hidden.IncomingTexts;
import dev.cordon.engine.link.LinkGuard;
import dev.cordon.engine.policy.CanaryRules;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.redact.Redactor;
import org.jspecify.annotations.Nullable;

/** A policy and what was made ready for it. An Exchange keeps the one that it began with. */
public final class ActivePolicy {
  /** The policy itself. */
  public final Policy policy;

  /** The built-in vendors with what the policy says of them. */
  public final VendorCatalogue vendors;

  /** What tokens are made with: the policy's key, else one that lives as long as the JVM. */
  public final TokenKey key;

  /** The tools that requests offered; one for all policies. */
  public final ToolMemory tools;

  /** Redactors to use again. No thread-locals: threads may be many and virtual. */
  private final Idle<Redactor> redactors = new Idle<>();

  /** What looks into requests, to use again. */
  public final Idle<IncomingTexts> incoming = new Idle<>();

  /** What looks at the links of answers, to use again. */
  public final Idle<LinkGuard> links = new Idle<>();

  private final ScannerFactory scanners;
  private final RecordedNames names;
  private volatile @Nullable Scanner scanner;

  /**
   * Makes a policy ready but for its scanner, whose tables take tens of milliseconds in a cold JVM:
   * an application that makes no AI call never waits for them.
   */
  ActivePolicy(
      Policy policy,
      VendorCatalogue vendors,
      ScannerFactory scanners,
      @Nullable Scanner scanner,
      TokenKey key,
      ToolMemory tools) {
    this.tools = tools;
    this.policy = policy;
    this.vendors = vendors;
    this.scanners = scanners;
    this.scanner = scanner;
    this.key = key;
    CanaryRules canaries = policy.canaries();
    this.names =
        new RecordedNames(policy.minConfidence(), canaries == null ? null : canaries.canaries());
  }

  /** Returns the scanner; makes it at the first call. */
  public Scanner scanner() {
    Scanner made = scanner;
    return made == null ? makeScanner() : made;
  }

  private synchronized Scanner makeScanner() {
    Scanner made = scanner;
    if (made == null) {
      made = scanners.create(policy);
      scanner = made;
    }
    return made;
  }

  /** Withholds the names in a record that are sensitive themselves. */
  public void cleanNames(ExchangeRecord record) {
    names.clean(record, scanner());
  }

  /** Returns a name, or what stands for it where it is sensitive itself. */
  public String safeName(String name) {
    return names.safe(name, scanner());
  }

  /** Returns the scanner if there is one already. */
  @Nullable Scanner scannerIfMade() {
    return scanner;
  }

  /** Returns a redactor for one call; {@link #giveBack} it afterwards unless it failed. */
  public Redactor borrow() {
    Redactor idle = redactors.take();
    if (idle != null) {
      return idle;
    }
    return new Redactor(policy, scanner(), key);
  }

  /** Takes back a redactor that ended well. */
  public void giveBack(Redactor redactor) {
    redactors.give(redactor);
  }
}
