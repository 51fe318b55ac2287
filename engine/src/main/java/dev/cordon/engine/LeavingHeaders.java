package dev.cordon.engine;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.redact.Redactor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last look at the headers of a request, nearest to the network: other agents and interceptors
 * behind ours add some, and a redirect may lead to another vendor. Stateless.
 */
final class LeavingHeaders {
  private LeavingHeaders() {}

  /**
   * Returns what to change; an empty value removes a header.
   *
   * @param vendor who receives this request, null when not in the catalogue
   */
  static Map<String, String> edits(ActivePolicy active, @Nullable String vendor, RequestHead head) {
    UnsentHeaders unsent = new UnsentHeaders(active.policy, vendor);
    Map<String, String> removals = unsent.removals(head.headers());
    if (!active.policy.sendsBaggage(vendor) || !active.policy.headers().redact()) {
      return removals;
    }
    Baggage baggage = new Baggage(head.headers());
    return baggage.isEmpty() ? removals : redacted(active, vendor, head, baggage, removals, unsent);
  }

  /** Baggage that came after the verdict was never looked into. */
  private static Map<String, String> redacted(
      ActivePolicy active,
      @Nullable String vendor,
      RequestHead head,
      Baggage baggage,
      Map<String, String> removals,
      UnsentHeaders unsent) {
    Map<String, String> edits = new LinkedHashMap<>(removals);
    Redactor redactor = active.borrow();
    // Counted where the verdict was given, as far as it was there already.
    redactor.begin(new ExchangeRecord("", head, 0, 0), vendor, false);
    edits.putAll(HeaderRedaction.of(baggage, active.policy.headers(), redactor, unsent));
    if (redactor.blocked() != null) {
      edits.putAll(baggage.removals());
    }
    redactor.end();
    active.giveBack(redactor);
    return edits;
  }

  /** Returns why a request must not go without these headers, or null. */
  static @Nullable Refusal objection(RequestHead head, Map<String, String> removals) {
    for (String name : removals.keySet()) {
      if (AwsSignature.covers(head, name)) {
        return new Refusal(
            "signed_request",
            "The request's signature covers the header "
                + name
                + ", which the policy does not let leave (headers.remove, headers.trace_context,"
                + " headers.baggage).");
      }
    }
    return null;
  }

  /** Returns a verdict that makes these changes too. */
  static Verdict in(Verdict verdict, Map<String, String> edits) {
    if (edits.isEmpty()) {
      return verdict;
    }
    Map<String, String> headers = new LinkedHashMap<>(verdict.headers());
    headers.putAll(edits);
    return Verdict.forward(verdict.body(), verdict.query(), headers);
  }

  /** The headers with baggage alone. */
  private static final class Baggage implements HeaderSource, BiConsumer<String, String> {
    private final Map<String, String> values = new LinkedHashMap<>(0);

    Baggage(HeaderSource headers) {
      headers.forEach(this);
    }

    boolean isEmpty() {
      return values.isEmpty();
    }

    Map<String, String> removals() {
      Map<String, String> removals = new LinkedHashMap<>();
      for (String name : values.keySet()) {
        removals.put(name, "");
      }
      return removals;
    }

    @Override
    public void accept(String name, String value) {
      if (TraceHeaders.isBaggage(name)) {
        String before = values.get(name);
        values.put(name, before == null ? value : before + "," + value);
      }
    }

    @Override
    public @Nullable String first(String name) {
      return null; // nobody asks: what is removed is removed already
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      for (Map.Entry<String, String> header : values.entrySet()) {
        consumer.accept(header.getKey(), header.getValue());
      }
    }
  }
}
