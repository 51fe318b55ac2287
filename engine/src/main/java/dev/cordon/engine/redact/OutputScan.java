package dev.cordon.engine.redact;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for sensitive data in an answer that was not in its request, counts it, and covers it where
 * policy says so. Not thread-safe; serves one answer.
 */
final class OutputScan implements TextVisitor {
  private static final byte[] WITHHELD =
      "[withheld: output.redact]".getBytes(StandardCharsets.US_ASCII);

  private final Policy policy;
  private final Scanner.Session session;
  private final ExchangeRecord record;
  private final Set<Long> inRequest;
  private final boolean dry;
  private final Findings findings = new Findings();
  private int seen;
  private @Nullable String stopped;

  /**
   * Makes a scan.
   *
   * @param inRequest fingerprints of the values that the request held
   * @param dry true to change nothing
   */
  OutputScan(
      Policy policy,
      Scanner.Session session,
      ExchangeRecord record,
      Set<Long> inRequest,
      boolean dry) {
    this.policy = policy;
    this.session = session;
    this.record = record;
    this.inRequest = inRequest;
    this.dry = dry;
  }

  /** Returns a fingerprint of a value; two values of one request share it by chance only. */
  static long fingerprint(byte[] text, int from, int to) {
    long hash = 0xCBF29CE484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ Text.lower(text[i])) * 0x100000001B3L;
    }
    return hash;
  }

  @Override
  public void after(int bytes) {
    seen = bytes;
  }

  @Override
  public @Nullable String withholds() {
    return stopped;
  }

  @Override
  public void visit(byte[] text, int from, int to, String label, TextKind kind, Edits edits) {
    int begin = from + seen;
    seen = 0;
    if (stopped != null) {
      return;
    }
    findings.clear();
    session.scan(text, from, to, label, findings);
    for (int i = 0; i < findings.size(); i++) {
      int start = findings.start(i);
      int end = findings.end(i);
      if (end <= begin
          || findings.confidence(i) < policy.minConfidence()
          || inRequest.contains(fingerprint(text, start, end))
          || policy.isAllowedValue(text, start, end)) {
        continue;
      }
      Action action = policy.outputAction(findings.type(i));
      record.countOutput(findings.type(i), Redactor.name(action));
      if (action != Action.ALLOW && !dry) {
        if (action == Action.BLOCK) {
          stopped = "output.redact." + findings.type(i).id();
          edits.add(Math.max(start, begin), end, WITHHELD);
          return;
        }
        boolean remove = action == Action.REMOVE;
        byte[] mask = Masks.mask(findings.type(i), text, start, end);
        edits.add(Math.max(start, begin), end, remove ? Redactor.NOTHING : mask);
      }
    }
  }
}
