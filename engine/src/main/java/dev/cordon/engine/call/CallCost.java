package dev.cordon.engine.call;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.facts.Price;
import dev.cordon.engine.facts.PriceCatalogue;
import dev.cordon.engine.policy.Policy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs by what its answer says that it used. Never guessed: what can't be told is
 * noted as unknown, with what is missing. Stateless.
 */
final class CallCost {
  /** The price of the model, or of something that it used. */
  private static final String PRICE = "price";

  /** How many tokens the call used. */
  private static final String USAGE = "usage";

  /** The price of a class of service other than the usual one. */
  private static final String TIER = "service_tier";

  /** What each of the answers of a WebSocket used. */
  private static final String SESSION = "session";

  /** What uses no model. */
  private static final Set<String> FREE =
      new HashSet<>(
          Arrays.asList(
              "count_tokens",
              "create_agent",
              "create_conversation",
              "create_vector_store",
              "delete",
              "execute_tool",
              "fetch_response",
              "list",
              "manage_store",
              "retrieve",
              "upload",
              "upsert"));

  /** What begins with GET and is no reading: a WebSocket. */
  private static final Set<String> SESSIONS =
      new HashSet<>(Arrays.asList("chat", "create_session"));

  /** What writes nothing. */
  private static final Set<String> READS_ONLY =
      new HashSet<>(Arrays.asList("embeddings", "moderation", "rerank"));

  private static final Set<String> USUAL_TIERS =
      new HashSet<>(Arrays.asList("auto", "default", "on_demand", "standard", "standard_only"));

  private CallCost() {}

  /**
   * Tells whether a vendor charges such a call: one that only reads what is there costs nothing.
   */
  static boolean isCharged(ExchangeRecord record) {
    return isGet(record)
        ? SESSIONS.contains(record.operation())
        : !FREE.contains(record.operation());
  }

  private static boolean isGet(ExchangeRecord record) {
    return record.head().method().equals("GET");
  }

  /** Returns the price of the model that is asked for, or null when it is not known. */
  static @Nullable Price asked(ExchangeRecord record, PriceCatalogue prices) {
    return prices.of(vendor(record), record.requestModel());
  }

  /** Notes in the record of a call that has ended what it cost, or what is missing to tell. */
  static void note(ExchangeRecord record, Policy policy) {
    boolean told = record.inputTokens() >= 0 || record.outputTokens() >= 0;
    if (record.decision() == Decision.DENY
        || !isCharged(record)
        || (record.status() >= 400 && !told)) {
      return;
    }
    PriceCatalogue prices = policy.prices();
    Price price = prices.of(vendor(record), record.responseModel());
    price = price == null ? asked(record, prices) : price;
    String missing = missing(record, price);
    if (missing == null && price != null) {
      record.costNanos(price.nanos(used(record)));
      missing = record.costNanos() < 0 ? PRICE : null;
    }
    record.costUnknown(missing);
  }

  private static @Nullable String missing(ExchangeRecord record, @Nullable Price price) {
    if (price == null) {
      return PRICE;
    }
    if (isGet(record)) {
      return SESSION;
    }
    if (record.inputTokens() < 0
        || (record.outputTokens() < 0 && !READS_ONLY.contains(record.operation()))) {
      return USAGE;
    }
    String tier = tier(record);
    if (tier != null && !USUAL_TIERS.contains(tier)) {
      return TIER;
    }
    boolean sounds =
        count(record, "gen_ai.usage.audio.input_tokens") > 0
            || count(record, "gen_ai.usage.audio.output_tokens") > 0;
    return sounds ? PRICE : null;
  }

  private static @Nullable String tier(ExchangeRecord record) {
    Object tier = record.serviceTier();
    tier = tier == null ? record.attributes().get("openai.response.service_tier") : tier;
    tier = tier == null ? record.attributes().get("openai.request.service_tier") : tier;
    return tier == null ? null : tier.toString();
  }

  private static long count(ExchangeRecord record, String attribute) {
    Object count = record.attributes().get(attribute);
    return count instanceof Long ? (Long) count : 0;
  }

  private static long[] used(ExchangeRecord record) {
    long cached = Math.max(0, record.cachedInputTokens());
    long written = Math.max(0, record.cacheWriteTokens());
    long longer = Math.max(0, record.longCacheWriteTokens());
    long[] used = new long[Price.Kind.values().length];
    used[Price.Kind.INPUT.ordinal()] = record.inputTokens() - cached - written;
    used[Price.Kind.CACHED.ordinal()] = cached;
    used[Price.Kind.CACHE_WRITE.ordinal()] = written - longer;
    used[Price.Kind.LONG_CACHE_WRITE.ordinal()] = longer;
    used[Price.Kind.OUTPUT.ordinal()] = Math.max(0, record.outputTokens());
    return used;
  }

  private static String vendor(ExchangeRecord record) {
    String vendor = record.vendor();
    return vendor == null ? Policy.UNKNOWN_VENDOR : vendor;
  }
}
