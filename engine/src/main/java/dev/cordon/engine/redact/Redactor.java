package dev.cordon.engine.redact;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what is found in the texts of one request as policy says. {@link #begin} starts a
 * request, {@link #end} forgets it; then the object serves the next one. Not thread-safe.
 */
public final class Redactor implements TextVisitor {
  static final byte[] NOTHING = {};

  private final Policy policy;
  private final Scanner scanner;
  private final Replacements replacements;
  private final Findings findings = new Findings();
  private Scanner.@Nullable Session session;
  private @Nullable ExchangeRecord record;
  private @Nullable String vendor;
  private @Nullable CallerRule caller;
  private @Nullable DataType blocked;
  private boolean dry;
  private boolean silent;
  private boolean leavesCredentials;
  private Reading reading = Reading.PROSE;
  private @Nullable DataType unwanted;
  private int redacted;
  private int texts;
  private @Nullable Set<Long> fingerprints;

  /**
   * Makes a redactor for a policy.
   *
   * @param policy decides
   * @param scanner finds
   * @param keyBytes the key for tokens
   */
  public Redactor(Policy policy, Scanner scanner, dev.cordon.engine.policy.TokenKey keyBytes) {
    this.policy = policy;
    this.scanner = scanner;
    this.replacements = new Replacements(keyBytes);
  }

  /**
   * Begins a request.
   *
   * @param newRecord counts the findings
   * @param newVendor who receives the call, null when not in the catalogue
   * @param newCaller who makes the call, null when policy has no rule for the caller
   * @param dryRun true to change nothing and only count what would be done
   */
  public void begin(
      ExchangeRecord newRecord,
      @Nullable String newVendor,
      @Nullable CallerRule newCaller,
      boolean dryRun) {
    session = scanner.newSession();
    record = newRecord;
    vendor = newVendor;
    caller = newCaller;
    dry = dryRun;
    silent = false;
    read(Reading.PROSE, false);
    replacements.clear();
    blocked = null;
    redacted = 0;
    texts = 0;
    fingerprints = policy.scansOutput() ? new HashSet<Long>() : null;
  }

  /** Forgets the request. */
  public void end() {
    session = null;
    record = null;
    vendor = null;
    caller = null;
    replacements.clear();
    blocked = null;
    fingerprints = null;
    findings.clear();
  }

  /**
   * Looks whether the application itself wrote something into its request that was issued as a
   * token in the same request. It must come back as it is, so the request has to be redacted again,
   * with other tokens.
   *
   * @param body the request's body as it was
   * @return true when the caller has to run the texts through this object once more
   */
  public boolean mustAvoid(byte[] body) {
    if (!replacements.avoidOwnText(body)) {
      return false;
    }
    session = scanner.newSession();
    silent = true; // counted already
    redacted = 0;
    return true;
  }

  /**
   * Tells what the next texts are.
   *
   * @param as as what they are read
   * @param leaveCredentials true to leave credentials, where they may authenticate the call
   */
  public void read(Reading as, boolean leaveCredentials) {
    reading = as;
    leavesCredentials = leaveCredentials;
  }

  /** Returns a type that was found in the last text and must not leave as it is, or null. */
  public @Nullable DataType lastUnwanted() {
    return unwanted;
  }

  /** Returns a type that policy blocks and that was found, or null. */
  public @Nullable DataType blocked() {
    return blocked;
  }

  /** Goes on with further texts after a part of the request was refused. */
  public void forgetBlocked() {
    blocked = null;
  }

  /** Returns how many findings were replaced, or would have been. */
  public int redacted() {
    return redacted;
  }

  /**
   * Returns a keyed hash of the request, as {@code hmac-sha256:} and hexadecimal digits: it tells
   * equal requests from others and nothing else to those who don't have the key.
   *
   * @param body the request's body as it was
   */
  public String inputHash(byte[] body) {
    return replacements.inputHash(body);
  }

  /**
   * Returns what restores this request's answer. To be asked before {@link #end}, valid after it.
   *
   * @param vault knows tokens of earlier requests; {@link Vault.Lookup#NONE} when none can come
   * @param body the request's body as it was
   */
  public Restorer restorer(Vault.Lookup vault, byte[] body) {
    return replacements.restorer(vault, body);
  }

  /** Returns the tokens of this request, or null. To be asked before {@link #end}. */
  public @Nullable IssuedTokens issued() {
    return replacements.issued();
  }

  /**
   * Returns what looks into this request's answer, or null when policy doesn't want that. Valid
   * after {@link #end}.
   */
  public @Nullable TextVisitor outputScan() {
    Set<Long> known = fingerprints;
    ExchangeRecord counting = record;
    if (known == null || counting == null) {
      return null;
    }
    return new OutputScan(policy, scanner.newSession(), counting, known, dry);
  }

  @Override
  public void visit(byte[] text, int from, int to, String label, TextKind kind, Edits edits) {
    Scanner.Session current = session;
    if (current == null || from >= to) {
      return;
    }
    findings.clear();
    unwanted = null;
    current.scan(text, from, to, label, findings);
    for (int i = 0; i < findings.size(); i++) {
      if (findings.confidence(i) >= policy.minConfidence()
          && isLookedFor(findings.type(i))
          && !policy.isAllowedValue(text, findings.start(i), findings.end(i))) {
        act(text, from, to, i, edits);
      }
    }
    texts++;
  }

  private boolean isLookedFor(DataType type) {
    return reading == Reading.PROSE || reading.takes(type);
  }

  private void act(byte[] text, int textStart, int textEnd, int i, Edits edits) {
    DataType type = findings.type(i);
    Action action = policy.action(type, vendor, caller);
    if (fingerprints != null) {
      fingerprints.add(OutputScan.fingerprint(text, findings.start(i), findings.end(i)));
    }
    if (leavesCredentials && type.dataClass() == DataClass.CREDENTIAL) {
      return;
    }
    if (record != null && !silent) {
      record.countInput(type, name(action), texts, findings.start(i) - textStart);
    }
    if (action == Action.ALLOW) {
      return;
    }
    redacted++;
    unwanted = type;
    if (action == Action.BLOCK && blocked == null) {
      blocked = type;
    }
    if (dry || action == Action.BLOCK) {
      return;
    }
    int start = findings.start(i);
    int end = findings.end(i);
    boolean glued =
        end < textEnd
            && (Text.isAlphanumeric(text[end])
                || (i + 1 < findings.size() && findings.start(i + 1) == end));
    edits.add(start, end, replacements.of(action, type, text, start, end, glued));
  }

  static String name(Action action) {
    switch (action) {
      case ALLOW:
        return "allow";
      case TOKENIZE:
        return "tokenize";
      case SURROGATE:
        return "surrogate";
      case HASH:
        return "hash";
      case REMOVE:
        return "remove";
      case BLOCK:
        return "block";
      default:
        return "mask";
    }
  }
}
