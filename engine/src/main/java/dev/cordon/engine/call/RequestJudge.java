package dev.cordon.engine.call;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.activation.Faults;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.head.AcceptedCodings;
import dev.cordon.engine.head.AwsSignature;
import dev.cordon.engine.head.HeaderRedaction;
import dev.cordon.engine.head.LeavingHeaders;
import dev.cordon.engine.head.PathFinding;
import dev.cordon.engine.head.QueryRedaction;
import dev.cordon.engine.head.UnsentHeaders;
import dev.cordon.engine.hidden.IncomingTexts;
import dev.cordon.engine.mark.MarkedTexts;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.LinkAction;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.redact.Redactor;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.MalformedBodyException;
import dev.cordon.engine.wire.UnchangeableTextException;
import dev.cordon.engine.wire.WireFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges and rewrites one request. Used once. */
final class RequestJudge {
  /** Each further pass happens once in a billion requests, unless the application tries hard. */
  private static final int PASSES = 4;

  /** The rule that forbids a vendor by its name. */
  private static final String DENY = "vendors.deny";

  /** The rule in records of requests whose headers were changed by their names. */
  private static final String HEADERS = "requests.headers";

  /** Larger requests are files, and a hash of them would take milliseconds. */
  private static final int LONGEST_HASHED = 1 << 20;

  private final ActivePolicy active;
  private final Policy policy;
  private final Enforcement enforcement;
  private final WireFormat format;
  private final RequestHead head;
  private final RequestHead sent;
  private final ExchangeRecord record;
  private final @Nullable String vendorId;
  private final UnsentHeaders unsent;
  private final @Nullable CallerCheck caller;
  private final CallScope scope;
  private final Lifted lifted;
  private final Faults faults;
  private @Nullable Refusal refusal;
  private @Nullable Restorer restorer;
  private @Nullable TextVisitor outputScan;
  private @Nullable CanaryTexts canaries;
  private @Nullable DataType inPath;
  private @Nullable FieldEdits fields;

  RequestJudge(
      ActivePolicy active,
      WireFormat format,
      RequestHead sent,
      ExchangeRecord record,
      @Nullable Vendor vendor,
      @Nullable CallerCheck caller,
      CallScope scope,
      Lifted lifted,
      Faults faults) {
    this.active = active;
    this.policy = active.policy;
    this.enforcement = Enforcement.of(active);
    this.format = format;
    this.head = sent.asked();
    this.sent = sent;
    this.record = record;
    this.vendorId = vendor == null ? null : vendor.id();
    this.unsent = new UnsentHeaders(policy, vendorId);
    this.caller = caller;
    this.scope = scope;
    this.lifted = lifted;
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

  /** Returns the canary in the request's system prompt; null when there is none. */
  @Nullable CallCanary canary() {
    return canaries == null || enforcement.isDryRun() ? null : canaries.placed();
  }

  /** Returns what to send; without meaning when there is a refusal. */
  Verdict judge(byte[] body) {
    Verdict untouched = Verdict.forward(body);
    Refusal objection = objection();
    if (objection != null) {
      return refuse(objection, untouched);
    }
    fields =
        FieldEdits.of(
            active, format, head, vendorId, caller == null ? null : caller.rule(), lifted);
    Redactor redactor = active.borrow();
    Verdict verdict = redact(body, untouched, redactor);
    redactor.end();
    active.giveBack(redactor);
    return refusal == null ? leaving(verdict, untouched) : verdict;
  }

  /** Takes out headers that must not leave, and sets those that policy names. */
  private Verdict leaving(Verdict verdict, Verdict untouched) {
    Map<String, String> removals = enforcement.removals(unsent, head.headers());
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
      String denial = policy.denial(vendorId, lifted);
      if (denial != null) {
        return LateVendor.denied(policy, denial, vendorId, record);
      }
    }
    Refusal way = WayCheck.judge(active, sent, record, lifted);
    if (way != null) {
      return way;
    }
    String form = format.vendor();
    if (vendorId == null && form != null && DENY.equals(policy.denial(form, lifted))) {
      return Refusal.vendor(DENY, form);
    }
    String operation = policy.requests().operationDenial(record.operation(), lifted);
    if (operation != null) {
      return Refusal.operation(operation, record.operation());
    }
    Refusal ofCaller = caller == null ? null : caller.objection(vendorId, lifted);
    if (ofCaller != null) {
      return ofCaller;
    }
    Refusal beta = BetaFlags.judge(policy, head.headers(), lifted);
    return beta == null ? LabelCheck.judge(policy, vendorId, record, lifted) : beta;
  }

  /** Returns why a request whose body nobody reads must not be sent, or null. */
  @Nullable Refusal unreadObjection() {
    Refusal objection = objection();
    ModelCheck named =
        objection == null
            ? ModelCheck.of(active, format, vendorId, caller == null ? null : caller.rule(), lifted)
            : null;
    return named == null ? objection : named.judge(head, record, active, false);
  }

  private Verdict redact(byte[] body, Verdict untouched, Redactor redactor) {
    redactor.begin(record, vendorId, caller == null ? null : caller.rule(), enforcement.isDryRun());
    redactor.lift(lifted);
    canaries = CanaryTexts.of(policy, redactor, record, enforcement.isDryRun());
    MarkedTexts marked =
        policy.origins().marks()
            ? new MarkedTexts(active.key, record, enforcement.isDryRun())
            : null;
    TextVisitor first = canaries == null ? redactor : canaries;
    IncomingTexts texts = enforcement.incomingTexts(active, first, record, marked);
    Verdict verdict = redact(body, untouched, redactor, texts, marked);
    if (marked == null) {
      texts.end();
      active.incoming.give(texts);
    }
    return verdict;
  }

  private Verdict redact(
      byte[] body,
      Verdict untouched,
      Redactor redactor,
      IncomingTexts texts,
      @Nullable MarkedTexts marked) {
    Verdict verdict;
    try {
      verdict = passes(body, untouched, redactor, texts, marked);
    } catch (UnchangeableTextException unchangeable) {
      DataType type = redactor.lastUnwanted();
      String rule = type == null ? "redact" : "redact." + type.id();
      return refuse(
          new Refusal(rule, "The request can't be redacted: " + unchangeable.getMessage() + "."),
          untouched);
    } catch (MalformedBodyException malformed) {
      return malformed(malformed, untouched);
    } finally {
      if (marked != null) {
        marked.count();
      }
    }
    Refusal canary = canaries == null ? null : canaries.refusal();
    if (canary != null) {
      return refuse(canary, untouched);
    }
    Refusal field = fields == null ? null : fields.judge(head, record, active);
    if (field != null) {
      return refuse(field, untouched);
    }
    if (!record.inputFindings().isEmpty() && body.length <= LONGEST_HASHED) {
      record.inputHash(redactor.inputHash(body));
    }
    Refusal above = redactor.aboveLabel();
    if (above != null) {
      return refuse(above, untouched);
    }
    DataType blocked = redactor.blocked();
    if (blocked != null) {
      return refuse(Refusal.type(blocked.id()), untouched);
    }
    Refusal hidden = texts.refusal(lifted);
    if (hidden != null) {
      return refuse(hidden, untouched);
    }
    DataType named = inPath;
    if (named != null && !lifted.lifts("on_path", null)) {
      String why =
          "The URL's path holds data of type "
              + named.id()
              + ", which can't be replaced there, and the policy is on_path: block.";
      return refuse(new Refusal("on_path", why), untouched);
    }
    if (record.unscannedBytes() > 0
        && policy.onUnscannable() == Fallback.BLOCK
        && !lifted.lifts("on_unscannable", null)) {
      String why =
          "The request holds content that can't be scanned as text, and the policy is"
              + " on_unscannable: block.";
      return refuse(new Refusal("on_unscannable", why), untouched);
    }
    boolean same = verdict.body() == body && verdict.query() == null && verdict.headers().isEmpty();
    if (!same && AwsSignature.isOn(head)) {
      String why =
          "The request is signed and would have to be changed, which would break its signature.";
      return refuse(new Refusal("signed_request", why), untouched);
    }
    outputScan = redactor.outputScan();
    boolean orders = unsent.followsOrders(head.headers());
    if (orders && record.rule() == null) {
      record.rule(HEADERS);
    }
    int changes = changes(redactor) + (orders ? 1 : 0);
    enforcement.judged(record, same && !orders ? Decision.ALLOW : Decision.MODIFY, changes);
    if (enforcement.isDryRun()) {
      return untouched;
    }
    keep(redactor, body);
    return answerReadable(verdict);
  }

  /** Shows the request to all who look into it, as often as it takes. */
  private Verdict passes(
      byte[] body,
      Verdict untouched,
      Redactor redactor,
      IncomingTexts texts,
      @Nullable MarkedTexts marked)
      throws MalformedBodyException {
    TextVisitor all = marked == null ? texts : marked.around(texts);
    Verdict verdict = rewrite(body, untouched, redactor, all);
    boolean marks = marked != null && marked.decide(body, !isForm());
    for (int pass = 1; redactor.mustAvoid(body) || marks; pass++) {
      if (pass == PASSES) {
        throw new IllegalStateException("no free token");
      }
      marks = false;
      redactor.again();
      texts.again();
      if (canaries != null) {
        canaries.again();
      }
      if (marked != null) {
        marked.again();
      }
      verdict = rewrite(body, untouched, redactor, all);
    }
    return verdict;
  }

  /** Tells whether the body is a form, such as one that sends a file. */
  private boolean isForm() {
    String type = head.headers().first("content-type");
    return type != null && type.regionMatches(true, 0, "multipart/", 0, 10);
  }

  private int changes(Redactor redactor) {
    return redactor.redacted() + (fields != null && fields.hasChanged() ? 1 : 0);
  }

  /** Sees to it that an answer that has to be changed comes in a coding that can be undone. */
  private Verdict answerReadable(Verdict verdict) {
    boolean changes =
        policy.links().action() != LinkAction.REPORT
            || policy.canaries() != null
            || policy.output().changes()
            || policy.origins().marks();
    if (restorer == null && outputScan == null && !changes) {
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

  private Verdict rewrite(byte[] body, Verdict untouched, Redactor redactor, TextVisitor texts)
      throws MalformedBodyException {
    record.unscannedBytes(0);
    byte[] out =
        body.length == 0
            ? body
            : format.rewrite(
                body,
                head.headers().first("content-type"),
                ContentDecoder.codings(head.headers()),
                texts,
                fields,
                record);
    if (canaries != null) {
      canaries.head(head);
    }
    if (policy.onPath() == Fallback.BLOCK) {
      inPath = PathFinding.in(head.path(), redactor);
    }
    String query = QueryRedaction.of(head.query(), policy.query(), redactor);
    Map<String, String> headers =
        HeaderRedaction.of(head.headers(), policy.headers(), redactor, unsent);
    return enforcement.of(Verdict.forward(out, query, headers), untouched);
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
    enforcement.unjudged(record);
    return untouched;
  }

  private void keep(Redactor redactor, byte[] body) {
    Restorer made = redactor.restorer(scope.earlier(), body);
    restorer = made.isEmpty() ? null : made;
    scope.keep(redactor.issued(), format.keeps() || record.kept());
  }

  private Verdict refuse(Refusal why, Verdict untouched) {
    refusal = enforcement.refuses(why, record) ? why : null;
    return untouched;
  }
}
