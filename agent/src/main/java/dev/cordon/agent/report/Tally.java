package dev.cordon.agent.report;

/** What is counted about one service, caller, vendor … Not thread-safe. */
final class Tally {
  long calls;
  long refused;
  long failed;
  long withFindings;
  long protectedFindings;
  long exposedFindings;
  long inputTokens;
  long outputTokens;
  long sentBytes;
  long first = Long.MAX_VALUE;
  long last = Long.MIN_VALUE;

  void add(TrailRecord record, long time) {
    calls++;
    refused += record.isRefused() ? 1 : 0;
    failed += record.isFailed() ? 1 : 0;
    withFindings += record.findings > 0 ? 1 : 0;
    for (int i = 0; i < record.findings; i++) {
      if (record.isExposed(i)) {
        exposedFindings += record.findingCounts[i];
      } else {
        protectedFindings += record.findingCounts[i];
      }
    }
    inputTokens += record.number("input_tokens");
    outputTokens += record.number("output_tokens");
    sentBytes += record.isRefused() ? 0 : record.number("sent_bytes");
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
}
