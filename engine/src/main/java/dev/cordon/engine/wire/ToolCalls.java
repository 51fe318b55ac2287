package dev.cordon.engine.wire;

import dev.cordon.engine.audit.ExchangeRecord;
import java.util.Arrays;

/**
 * Counts the tool calls of one answer: streams tell one several times, by its identifier. Not
 * thread-safe.
 */
final class ToolCalls {
  private long[] seen = new long[4];
  private int size;

  void add(ExchangeRecord record, Fact fact, byte[] bytes, int from, int to) {
    if (fact == Fact.TOOL) {
      long hash = 1469598103934665603L;
      for (int p = from; p < to; p++) {
        hash = (hash ^ bytes[p]) * 1099511628211L;
      }
      for (int i = 0; i < size; i++) {
        if (seen[i] == hash) {
          return;
        }
      }
      if (size == seen.length) {
        seen = Arrays.copyOf(seen, size * 2);
      }
      seen[size++] = hash;
    }
    record.toolCalls(record.toolCalls() + 1);
  }
}
