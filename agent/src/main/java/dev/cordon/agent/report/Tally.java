package dev.cordon.agent.report;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What is counted about one service, caller, vendor … Not thread-safe. */
final class Tally {
  /** The classes of data, the worst first; what is not among them counts as the last. */
  static final List<String> CLASSES =
      Collections.unmodifiableList(
          Arrays.asList(
              "credential",
              "health",
              "government_id",
              "payment",
              "personal",
              "network",
              "internal",
              "custom",
              "unknown"));

  /** Calls that went on, by the worst class of the data in them: each counts once. */
  final long[] classes = new long[CLASSES.size()];

  long calls;
  long refused;
  long failed;
  long withFindings;

  /** Values that were replaced; those of a refused call stayed where they were. */
  long protectedFindings;

  long exposedFindings;
  long inputTokens;
  long outputTokens;
  long sentBytes;

  /** What calls cost, in billionths of a US dollar, as far as it is known. */
  long costNanos;

  /** Calls that cost something that nobody could tell. */
  long unpriced;

  long first = Long.MAX_VALUE;
  long last = Long.MIN_VALUE;

  void add(TrailRecord record, long time) {
    calls++;
    refused += record.isRefused() ? 1 : 0;
    failed += record.isFailed() ? 1 : 0;
    withFindings += record.findings > 0 ? 1 : 0;
    int worst = CLASSES.size();
    for (int i = 0; i < record.findings; i++) {
      worst = Math.min(worst, rank(record.findingClasses[i]));
      if (record.isExposed(i)) {
        exposedFindings += record.findingCounts[i];
      } else if (!record.isRefused()) {
        protectedFindings += record.findingCounts[i];
      }
    }
    if (worst < CLASSES.size() && !record.isRefused()) {
      classes[worst]++;
    }
    inputTokens += record.number("input_tokens");
    outputTokens += record.number("output_tokens");
    costNanos += record.number(TrailRecord.COST);
    unpriced += record.hasUnknownCost() ? 1 : 0;
    sentBytes += record.isRefused() ? 0 : record.number("sent_bytes");
    first = Math.min(first, time);
    last = Math.max(last, time);
  }

  /** Returns how grave a class is: 0 is the worst. */
  static int rank(String dataClass) {
    int known = CLASSES.indexOf(dataClass);
    return known < 0 ? CLASSES.size() - 1 : known;
  }
}
