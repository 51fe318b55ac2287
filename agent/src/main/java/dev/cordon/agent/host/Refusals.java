package dev.cordon.agent.host;

import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Remembers the last refusals by their rule and vendor, for who asks. Thread-safe. */
final class Refusals implements ExchangeObserver {
  private static final int KEPT = 10;

  private final Deque<String> last = new ArrayDeque<String>();
  private final LongAdder calls = new LongAdder();
  private long refused;

  @Override
  public @Nullable Object started(ExchangeRecord record) {
    return null;
  }

  @Override
  public void ended(ExchangeRecord record, @Nullable Object state) {
    calls.increment();
    if (record.decision() == Decision.DENY) {
      refused(record);
    }
  }

  private synchronized void refused(ExchangeRecord record) {
    refused++;
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    String vendor = record.vendor() == null ? "unknown vendor" : record.vendor();
    long seconds = System.currentTimeMillis() / 1000;
    last.addLast(seconds + " " + record.id() + " " + record.rule() + " to " + vendor);
  }

  /** Returns how many calls there were, and how many of them were refused. */
  synchronized long[] counts() {
    return new long[] {calls.sum(), refused};
  }

  /** Returns the last ones: when (seconds since the epoch), record, rule, vendor; oldest first. */
  synchronized List<String> last() {
    return new ArrayList<String>(last);
  }
}
