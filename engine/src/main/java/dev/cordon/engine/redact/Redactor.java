package dev.cordon.engine.redact;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.JoinedText;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
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
  private final Scanner.Session session;
  private final @Nullable CleanValues clean;
  private final @Nullable SubjectHash subjects;
  private @Nullable ExchangeRecord record;
  private @Nullable String vendor;
  private @Nullable CallerRule caller;
  private Lifted lifted = Lifted.NOTHING;
  private @Nullable RequestLabels labels;
  private @Nullable DataType blocked;
  private boolean dry;
  private boolean silent;
  private boolean leavesCredentials;
  private Reading reading = Reading.PROSE;
  private @Nullable DataType unwanted;
  private int redacted;
  private int texts;
  private @Nullable JoinedText joined;
  private @Nullable Set<Long> fingerprints;

  /**
   * Makes a redactor for a policy.
   *
   * @param policy decides
   * @param scanner finds
   * @param keyBytes the key for tokens
   */
  public Redactor(Policy policy, Scanner scanner, TokenKey keyBytes) {
    this.policy = policy;
    this.scanner = scanner;
    this.session = scanner.newSession();
    List<TokenKey> ring = policy.encrypts() ? policy.tokenKeys() : Collections.emptyList();
    this.replacements = new Replacements(keyBytes, ring);
    this.subjects = SubjectHash.of(policy.audit());
    // What a user plugged in may find something tomorrow where it finds nothing today.
    this.clean = policy.detectors() == null ? new CleanValues() : null;
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
    record = newRecord;
    vendor = newVendor;
    caller = newCaller;
    lifted = Lifted.NOTHING;
    labels = RequestLabels.of(policy, newVendor, newRecord);
    dry = dryRun;
    silent = false;
    read(Reading.PROSE, false);
    replacements.clear();
    blocked = null;
    redacted = 0;
    texts = 0;
    fingerprints = policy.scansOutput() ? new HashSet<Long>() : null;
  }

  /** Tells what exceptions lift for the request that was begun; without, nothing is lifted. */
  public void lift(Lifted exceptions) {
    lifted = exceptions;
    if (labels != null) {
      labels.lift(exceptions);
    }
  }

  /** Forgets the request. */
  public void end() {
    session.restart();
    lifted = Lifted.NOTHING;
    labels = null;
    record = null;
    vendor = null;
    caller = null;
    replacements.clear();
    blocked = null;
    fingerprints = null;
    joined = null;
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
    again();
    return true;
  }

  /** Shows the same request again: it has been counted. */
  public void again() {
    session.restart();
    silent = true;
    redacted = 0;
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

  /**
   * Tells whether a header's value was found to hold nothing before. It counts as a text that was
   * looked into. Only for values that programs write: in prose, what was read before counts.
   *
   * @param name the header's name
   * @param value its value
   */
  public boolean isKnownClean(String name, String value) {
    boolean known = clean != null && clean.has(name, value);
    if (known) {
      unwanted = null;
      texts++;
    }
    return known;
  }

  /** Remembers the text that was looked into last, if nothing was found, as a header's value. */
  public void keepClean(String name, String value) {
    if (clean != null && foundNothing()) {
      clean.add(name, value);
    }
  }

  /** Tells whether nothing at all was found in the text that was looked into last. */
  public boolean foundNothing() {
    return findings.size() == 0;
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
    if (labels != null) {
      labels.forgetRefusal();
    }
  }

  /** Returns why the request's receiver may not have it, for how confidential it is; or null. */
  public @Nullable Refusal aboveLabel() {
    return labels == null ? null : labels.refusal();
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
    return replacements.restorer(vault, body, ForeignValues.of(policy.tools(), record));
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
  public void from(Origin origin) {
    boolean untrusted = policy.origins().isUntrusted(origin);
    replacements.from(untrusted, !untrusted && origin != Origin.ASSISTANT);
  }

  @Override
  public void joined(JoinedText next) {
    joined = next;
  }

  @Override
  public boolean enter(String key) {
    return labels != null && reading == Reading.PROSE && labels.enter(key);
  }

  @Override
  public void leave() {
    if (labels != null) {
      labels.leave();
    }
  }

  @Override
  public void visit(byte[] text, int from, int to, String label, TextKind kind, Edits edits) {
    JoinedText reads = joined;
    joined = null;
    if (record == null || from >= to) {
      return;
    }
    findings.clear();
    unwanted = null;
    session.scan(text, from, to, label, findings);
    boolean whole = isWithheld(text, from, to, label, kind);
    Edits places = whole ? new Edits() : edits;
    if (reads == null) {
      act(text, from, to, null, places);
    } else {
      JoinedFindings both = new JoinedFindings(reads, findings, policy.minConfidence());
      act(text, from, to, null, both.apart);
      byte[] bytes = reads.bytes();
      session.scan(bytes, 0, bytes.length, label, both.together);
      act(bytes, 0, bytes.length, both, both.joined);
      both.write(places);
    }
    if (whole && labels != null) {
      redacted++;
      if (!dry) {
        edits.add(from, to, labels.placeholder());
      }
    }
    texts++;
  }

  private boolean isWithheld(byte[] text, int from, int to, String key, TextKind kind) {
    return labels != null
        && reading == Reading.PROSE
        && labels.withholds(text, from, to, key, kind);
  }

  private boolean isLookedFor(DataType type) {
    return reading == Reading.PROSE || reading.takes(type);
  }

  /**
   * Acts on what was found in a text.
   *
   * @param both tells what was found already where the text was joined; null where it is as it was
   */
  private void act(byte[] text, int from, int to, @Nullable JoinedFindings both, Edits edits) {
    Findings found = both == null ? findings : both.together;
    for (int i = 0; i < found.size(); i++) {
      if (found.confidence(i) >= policy.minConfidence()
          && isLookedFor(found.type(i))
          && !policy.isAllowedValue(text, found.start(i), found.end(i))
          && !replacements.isToken(text, found.start(i), found.end(i))
          && (both == null || both.isNew(i))) {
        act(found, text, from, to, i, edits);
      }
    }
  }

  private void act(Findings found, byte[] text, int textStart, int textEnd, int i, Edits edits) {
    DataType type = found.type(i);
    Action action = policy.action(type, vendor, caller);
    if (action != Action.ALLOW && lifted.leaves(type)) {
      action = Action.ALLOW;
    }
    if (fingerprints != null) {
      fingerprints.add(OutputScan.fingerprint(text, found.start(i), found.end(i)));
    }
    if (leavesCredentials && type.dataClass() == DataClass.CREDENTIAL) {
      return;
    }
    if (labels != null) {
      action = labels.action(type, action);
    }
    action = replacements.feasible(action, found.end(i) - found.start(i));
    if (record != null && !silent) {
      record.countInput(type, name(action), texts, found.start(i) - textStart);
      if (subjects != null) {
        subjects.add(record, type, text, found.start(i), found.end(i));
      }
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
    int start = found.start(i);
    int end = found.end(i);
    boolean glued =
        end < textEnd
            && (Text.isAlphanumeric(text[end])
                || (i + 1 < found.size() && found.start(i + 1) == end));
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
      case ENCRYPT:
        return "encrypt";
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
