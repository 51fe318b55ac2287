package dev.cordon.engine;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.redact.Restorer;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.wire.MalformedBodyException;
import dev.cordon.engine.wire.TextVisitor;
import dev.cordon.engine.wire.WireFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges and rewrites one request. Used once. */
final class RequestJudge {
  /** Each further pass happens once in a billion requests, unless the application tries hard. */
  private static final int PASSES = 4;

  /** The rule that forbids a vendor by its name. */
  private static final String DENY = "vendors.deny";

  /** Larger requests are files, and a hash of them would take milliseconds. */
  private static final int LONGEST_HASHED = 1 << 20;

  private final ActivePolicy active;
  private final Policy policy;
  private final WireFormat format;
  private final RequestHead head;
  private final ExchangeRecord record;
  private final @Nullable String vendorId;
  private final UnsentHeaders unsent;
  private final Vault vault;
  private final Faults faults;
  private @Nullable Refusal refusal;
  private @Nullable Restorer restorer;
  private @Nullable TextVisitor outputScan;

  RequestJudge(
      ActivePolicy active,
      WireFormat format,
      RequestHead head,
      ExchangeRecord record,
      @Nullable Vendor vendor,
      Vault vault,
      Faults faults) {
    this.active = active;
    this.policy = active.policy;
    this.format = format;
    this.head = head;
    this.record = record;
    this.vendorId = vendor == null ? null : vendor.id();
    this.unsent = new UnsentHeaders(policy, vendorId);
    this.vault = vault;
    this.faults = faults;
  }

  /** Returns why the request is refused, or null. */
  @Nullable Refusal refusal() {
    return refusal;
  }

  /** Returns what restores the answer, or null when nothing does. */
  @Nullable Restorer restorer() {
    return restorer;
  }

  /** Returns what looks into the answer, or null when nothing does. */
  @Nullable TextVisitor outputScan() {
    return outputScan;
  }

  /** Returns what to send; without meaning when there is a refusal. */
  Verdict judge(byte[] body) {
    Verdict untouched = Verdict.forward(body);
    Refusal objection = objection();
    if (objection != null) {
      return refuse(objection, untouched);
    }
    Redactor redactor = active.borrow();
    Verdict verdict = redact(body, untouched, redactor);
    redactor.end();
    active.giveBack(redactor);
    return refusal == null && active.enforces() ? leaving(verdict, untouched) : verdict;
  }

  /** Takes out headers that must not leave. It redacts nothing, so it is no decision of its own. */
  private Verdict leaving(Verdict verdict, Verdict untouched) {
    Map<String, String> removals = unsent.removals(head.headers());
    Refusal why = LeavingHeaders.objection(head, removals);
    return why == null ? LeavingHeaders.in(verdict, removals) : refuse(why, untouched);
  }

  /** Returns why the call must not be made, whatever it says; null when it may. */
  @Nullable Refusal objection() {
    String unusable = policy.unusable();
    if (unusable != null) {
      return Refusal.unusablePolicy(unusable);
    }
    if (vendorId != null || head.host() != null) {
      String denial = policy.denial(vendorId);
      if (denial != null) {
        String who = vendorId == null ? "a host outside the vendor catalogue" : vendorId;
        return Refusal.vendor(denial, who);
      }
    }
    String form = format.vendor();
    if (vendorId == null && form != null && DENY.equals(policy.denial(form))) {
      return Refusal.vendor(DENY, form);
    }
    return null;
  }

  private Verdict redact(byte[] body, Verdict untouched, Redactor redactor) {
    redactor.begin(record, vendorId, !active.enforces());
    Verdict verdict;
    try {
      verdict = rewrite(body, redactor);
      for (int pass = 1; redactor.mustAvoid(body); pass++) {
        if (pass == PASSES) {
          throw new IllegalStateException("no free token");
        }
        verdict = rewrite(body, redactor);
      }
    } catch (MalformedBodyException malformed) {
      return malformed(malformed, untouched);
    }
    if (!record.inputFindings().isEmpty() && body.length <= LONGEST_HASHED) {
      record.inputHash(redactor.inputHash(body));
    }
    DataType blocked = redactor.blocked();
    if (blocked != null) {
      return refuse(Refusal.type(blocked.id()), untouched);
    }
    if (record.unscannedBytes() > 0 && policy.onUnscannable() == Fallback.BLOCK) {
      String why =
          "The request holds content that can't be scanned as text, and the policy is"
              + " on_unscannable: block.";
      return refuse(new Refusal("on_unscannable", why), untouched);
    }
    boolean same = verdict.body() == body && verdict.query() == null && verdict.headers().isEmpty();
    if (!same && AwsSignature.isOn(head)) {
      String why =
          "The request is signed and would have to be redacted, which would break its signature.";
      return refuse(new Refusal("signed_request", why), untouched);
    }
    outputScan = redactor.outputScan();
    if (!active.enforces()) {
      if (redactor.redacted() > 0) {
        record.decision(Decision.AUDIT);
      }
      return untouched;
    }
    record.decision(same ? Decision.ALLOW : Decision.MODIFY);
    keep(redactor, body);
    return answerReadable(verdict);
  }

  /** Sees to it that an answer that has to be changed comes in a coding that can be undone. */
  private Verdict answerReadable(Verdict verdict) {
    if (restorer == null && outputScan == null) {
      return verdict;
    }
    String readable = AcceptedCodings.readable(head.headers().first("accept-encoding"));
    if (readable == null || AwsSignature.isOn(head)) {
      return verdict;
    }
    Map<String, String> headers = new LinkedHashMap<>(verdict.headers());
    headers.put("accept-encoding", readable);
    return Verdict.forward(verdict.body(), verdict.query(), headers);
  }

  private Verdict rewrite(byte[] body, Redactor redactor) throws MalformedBodyException {
    record.unscannedBytes(0);
    byte[] out =
        body.length == 0
            ? body
            : format.rewrite(
                body,
                head.headers().first("content-type"),
                head.headers().first("content-encoding"),
                redactor,
                record);
    String query = QueryRedaction.of(head.query(), policy.query(), redactor);
    Map<String, String> headers =
        HeaderRedaction.of(head.headers(), policy.headers(), redactor, unsent);
    if (active.enforces()) {
      return Verdict.forward(out, query, headers);
    }
    return Verdict.forward(body, null, Collections.<String, String>emptyMap());
  }

  private Verdict malformed(MalformedBodyException malformed, Verdict untouched) {
    String why = "The request's body can't be read: " + malformed.getMessage();
    if (policy.onMalformed() == Fallback.BLOCK) {
      return refuse(
          new Refusal("on_malformed", why + "; the policy is on_malformed: block."), untouched);
    }
    faults.report(
        "a body that can't be read", malformed, "forwarded as it is (on_malformed: allow)");
    record.rule("on_malformed");
    record.decision(active.enforces() ? Decision.WARN : Decision.AUDIT);
    return untouched;
  }

  private void keep(Redactor redactor, byte[] body) {
    Vault earlier = isStateful(body) ? vault.forAnswer() : Vault.NONE;
    Restorer made = redactor.restorer(earlier, body);
    restorer = made.isEmpty() ? null : made;
    if (vault != Vault.NONE && mayComeBackLater()) {
      redactor.keepIn(vault);
    }
  }

  /** Tells whether the answer can hold tokens of earlier requests. */
  private boolean isStateful(byte[] body) {
    return vault != Vault.NONE
        && (body.length == 0
            || format.recalls()
            || record.continued()
            || record.conversationId() != null);
  }

  /** Tells whether another answer than this request's own can hold its tokens. */
  private boolean mayComeBackLater() {
    return format.keeps() || record.kept() || record.conversationId() != null;
  }

  private Verdict refuse(Refusal why, Verdict untouched) {
    record.rule(why.rule());
    if (active.enforces()) {
      refusal = why;
      record.decision(Decision.DENY);
    } else {
      record.decision(Decision.AUDIT);
    }
    return untouched;
  }
}
