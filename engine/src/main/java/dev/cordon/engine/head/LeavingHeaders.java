package dev.cordon.engine.head;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.HeadRules;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.redact.Redactor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last look at the headers of a request, nearest to the network: other agents and interceptors
 * behind ours add some, and a redirect may lead to another vendor. Stateless.
 */
public final class LeavingHeaders {
  private LeavingHeaders() {}

  /**
   * Returns what to change; an empty value removes a header.
   *
   * @param vendor who receives this request, null when not in the catalogue
   * @param caller who makes the call, null when policy has no rule for the caller
   * @param judged the headers that went by the verdict; those that are still the same need no look
   * @param edited what the verdict changed in them
   */
  public static Map<String, String> edits(
      ActivePolicy active,
      @Nullable String vendor,
      @Nullable CallerRule caller,
      RequestHead head,
      HeaderSource judged,
      Map<String, String> edited) {
    UnsentHeaders unsent = new UnsentHeaders(active.policy, vendor);
    if (!active.policy.headers().redact()) {
      return unsent.removals(head.headers());
    }
    Late late = new Late(head.headers(), judged, edited, unsent);
    Map<String, String> removals = unsent.removals(head.headers());
    return late.isEmpty()
        ? removals
        : redacted(active, vendor, caller, head, late, removals, unsent);
  }

  /** Headers that came after the verdict were never looked into. */
  private static Map<String, String> redacted(
      ActivePolicy active,
      @Nullable String vendor,
      @Nullable CallerRule caller,
      RequestHead head,
      Late late,
      Map<String, String> removals,
      UnsentHeaders unsent) {
    Redactor redactor = active.borrow();
    if (late.isKnownClean(active.policy.headers(), redactor)) {
      active.giveBack(redactor);
      return removals;
    }
    // Counted where the verdict was given, as far as it was there already.
    redactor.begin(new ExchangeRecord("", head, 0, 0), vendor, caller, false);
    Map<String, String> redacted =
        HeaderRedaction.ofLate(late, active.policy.headers(), redactor, unsent);
    redactor.end();
    active.giveBack(redactor);
    if (redacted.isEmpty()) {
      return removals;
    }
    Map<String, String> edits = new LinkedHashMap<>(removals);
    edits.putAll(redacted);
    return edits;
  }

  /** Returns why a request must not go without these headers, or null. */
  public static @Nullable Refusal objection(RequestHead head, Map<String, String> removals) {
    for (String name : removals.keySet()) {
      if (AwsSignature.covers(head, name)) {
        return new Refusal(
            "signed_request",
            "The request's signature covers the header "
                + name
                + ", which the policy does not let leave so (requests.headers, headers.remove,"
                + " headers.trace_context, headers.baggage).");
      }
    }
    return null;
  }

  /** Returns a verdict that makes these changes too. */
  public static Verdict in(Verdict verdict, Map<String, String> edits) {
    if (edits.isEmpty()) {
      return verdict;
    }
    Map<String, String> headers = new LinkedHashMap<>(verdict.headers());
    headers.putAll(edits);
    return Verdict.forward(verdict.body(), verdict.query(), headers);
  }

  /** The headers as they leave, when one of them is not as a verdict saw it. */
  private static final class Late implements HeaderSource, BiConsumer<String, String> {
    private final HeaderSource headers;
    private final HeaderSource judged;
    private final Map<String, String> edited;
    private final UnsentHeaders unsent;

    /** Names and values of the lines that no verdict saw so. */
    private List<String> differing = Collections.emptyList();

    Late(
        HeaderSource headers,
        HeaderSource judged,
        Map<String, String> edited,
        UnsentHeaders unsent) {
      this.headers = headers;
      this.judged = judged;
      this.edited = edited;
      this.unsent = unsent;
      headers.forEach(this);
      unsent.shown(headers);
    }

    boolean isEmpty() {
      return differing.isEmpty();
    }

    @Override
    public void accept(String name, String value) {
      HeaderName known = HeaderName.of(name);
      boolean leaves = !unsent.takes(known, name);
      if (leaves
          && known.reading != null
          && (!value.equals(judged.first(name)) || wasEdited(name))) {
        if (differing.isEmpty()) {
          differing = new ArrayList<>(4);
        }
        differing.add(name);
        differing.add(value);
      }
    }

    /** Tells whether an earlier request had each of those lines, and nothing was found in it. */
    boolean isKnownClean(HeadRules rules, Redactor redactor) {
      for (int i = 0; i < differing.size(); i += 2) {
        if (!HeaderRedaction.isKnownClean(
            rules, redactor, differing.get(i), differing.get(i + 1))) {
          return false;
        }
      }
      return true;
    }

    private boolean wasEdited(String name) {
      for (String changed : edited.keySet()) {
        if (changed.equalsIgnoreCase(name)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public @Nullable String first(String name) {
      return headers.first(name);
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      headers.forEach(
          (name, value) -> {
            if (HeaderName.of(name).reading != null) {
              consumer.accept(name, value);
            }
          });
    }
  }
}
