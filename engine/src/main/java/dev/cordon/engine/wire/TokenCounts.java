package dev.cordon.engine.wire;

import dev.cordon.engine.audit.ExchangeRecord;

/**
 * Adds up what a vendor counts, so that the record's totals include their parts, as the GenAI
 * conventions want: cached tokens are tokens read, reasoning is tokens written. Some vendors count
 * the parts in, some apart; streams tell counts again and again, each time the whole of it. Not
 * thread-safe.
 */
final class TokenCounts {
  private static final int UNKNOWN = -1;

  private long input = UNKNOWN;
  private long cached = UNKNOWN;
  private long cacheWritten = UNKNOWN;
  private long toolInput = UNKNOWN;
  private long output = UNKNOWN;
  private long reasoning = UNKNOWN;
  private boolean cacheApart;
  private boolean reasoningApart;
  private boolean billedInput;
  private boolean billedOutput;

  /** Takes a count. */
  void add(ExchangeRecord record, Fact fact, long value) {
    switch (fact) {
      case INPUT:
        // A stream's later events may say zero, such as watsonx's.
        input = billedInput || (value == 0 && input > 0) ? input : value;
        break;
      case BILLED_INPUT:
        billedInput = true;
        input = value;
        break;
      case UNCACHED:
        cacheApart = true;
        input = value;
        break;
      case TOOL_INPUT:
        toolInput = value;
        break;
      case CACHED:
        cached = value;
        record.cachedInputTokens(value);
        break;
      case CACHE_WRITTEN:
        cacheWritten = value;
        record.cacheWriteTokens(value);
        break;
      case LONG_CACHE_WRITTEN:
        record.longCacheWriteTokens(value);
        break;
      case OUTPUT:
        output = billedOutput ? output : value;
        break;
      case BILLED_OUTPUT:
        billedOutput = true;
        output = value;
        break;
      case UNREASONED:
        reasoningApart = true;
        output = value;
        break;
      case REASONING:
        reasoning = value;
        record.reasoningTokens(value);
        break;
      default:
    }
    if (fact.attribute != null) {
      record.attribute(fact.attribute, value);
    }
    total(record);
  }

  private void total(ExchangeRecord record) {
    if (input >= 0) {
      long apart = cacheApart ? known(cached) + known(cacheWritten) : 0;
      record.inputTokens(input + apart + known(toolInput));
    }
    if (output >= 0) {
      record.outputTokens(output + (reasoningApart ? known(reasoning) : 0));
    }
  }

  private static long known(long count) {
    return count < 0 ? 0 : count;
  }
}
