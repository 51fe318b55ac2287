package dev.cordon.agent.report;

/** What became of values: each was left in clear, replaced, or in a call that was refused. */
final class Outcomes {
  /** Calls that had at least one of them. */
  long calls;

  long clear;
  long replaced;
  long refused;

  /** Counts a finding of a record. */
  void add(TrailRecord record, int finding) {
    long count = record.findingCounts[finding];
    if (record.isRefused()) {
      refused += count;
    } else if (record.isExposed(finding)) {
      clear += count;
    } else {
      replaced += count;
    }
  }
}
