package dev.cordon.agent.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens on a trail while it is watched: rates, findings, refusals, callers. Bounded in size.
 * Not thread-safe.
 */
public final class LiveCounts {
  private static final int SECONDS = 60;
  private static final int MOST_NAMES = 1000;

  private final RecordParser parser = new RecordParser();
  private final TrailRecord record = new TrailRecord();
  private final long[] perSecond = new long[SECONDS];
  private final Map<String, long[]> findings = new HashMap<String, long[]>();
  private final Map<String, long[]> refusals = new HashMap<String, long[]>();
  private final Map<String, long[]> callers = new HashMap<String, long[]>();
  private final Map<String, long[]> vendors = new HashMap<String, long[]>();
  private final Map<String, long[]> spentByModel = new HashMap<String, long[]>();
  private final Map<String, long[]> spentByCaller = new HashMap<String, long[]>();
  private final Map<String, long[]> openHooks = new HashMap<String, long[]>();
  private long second;
  private long began = -1;
  private long calls;
  private long refused;
  private long exposed;
  private long spentNanos;
  private long unpriced;

  /**
   * Counts a line.
   *
   * @param line holds the line
   * @param length its length in bytes
   * @param nowSeconds when it was seen, in seconds of any clock that does not go back
   */
  public void add(byte[] line, int length, long nowSeconds) {
    tick(nowSeconds);
    if (length == 0 || !parser.parse(line, length, record)) {
      return;
    }
    if (record.isUnhooked()) {
      count(openHooks, record.text("hook") + " in " + record.text("class"), false);
    }
    if (record.isUnguarded()) {
      count(openHooks, record.text("caller") + " to " + record.text("host"), false);
    }
    if (!record.isExchange()) {
      return;
    }
    calls++;
    perSecond[(int) (nowSeconds % SECONDS)]++;
    boolean isRefused = record.isRefused();
    for (int i = 0; i < record.findings; i++) {
      long[] counts = of(findings, record.findingTypes[i]);
      counts[0] += record.findingCounts[i];
      if (record.isExposed(i)) {
        counts[1] += record.findingCounts[i];
        exposed += record.findingCounts[i];
      }
    }
    count(callers, record.text("caller"), isRefused);
    count(vendors, record.text("vendor"), isRefused);
    spend();
    if (isRefused) {
      refused++;
      count(refusals, record.text("rule"), true);
    }
  }

  private void spend() {
    Long cost = record.numbers.get(TrailRecord.COST);
    boolean unknown = record.hasUnknownCost();
    if (cost == null && !unknown) {
      return; // it cost nothing
    }
    long nanos = cost == null ? 0 : cost;
    spentNanos += nanos;
    unpriced += unknown ? 1 : 0;
    for (long[] spent :
        new long[][] {
          of(spentByModel, record.text("model")), of(spentByCaller, record.text("caller"))
        }) {
      spent[0] += nanos;
      spent[1] += unknown ? 1 : 0;
    }
  }

  /** Lets time pass. */
  public void tick(long nowSeconds) {
    if (began < 0) {
      began = nowSeconds;
      second = nowSeconds;
    }
    for (long passed = second + 1; passed <= Math.min(nowSeconds, second + SECONDS); passed++) {
      perSecond[(int) (passed % SECONDS)] = 0;
    }
    second = Math.max(second, nowSeconds);
  }

  /** Returns how many calls there were so far. */
  public long calls() {
    return calls;
  }

  /** Returns how many were refused. */
  public long refused() {
    return refused;
  }

  /** Returns what calls cost so far in billionths of a US dollar, as far as it is known. */
  public long spentNanos() {
    return spentNanos;
  }

  /** Returns how many calls cost something that nobody could tell. */
  public long unpriced() {
    return unpriced;
  }

  /** Returns how many values left in clear. */
  public long exposed() {
    return exposed;
  }

  /**
   * Returns calls a second over the last seconds that are complete.
   *
   * @param seconds how many, from 1 to 59
   */
  public double rate(int seconds) {
    long whole = Math.max(1, Math.min(seconds, second - began));
    long sum = 0;
    for (long at = second - whole; at < second; at++) {
      sum += at < 0 ? 0 : perSecond[(int) (at % SECONDS)];
    }
    return (double) sum / whole;
  }

  /** Returns the most frequent types: name, how many, how many of them in clear. */
  public List<Row> findings(int most) {
    return largest(findings, most);
  }

  /** Returns the rules that refused most: name, how many, how many. */
  public List<Row> refusals(int most) {
    return largest(refusals, most);
  }

  /** Returns the callers with most calls: name, calls, refused ones. */
  public List<Row> callers(int most) {
    return largest(callers, most);
  }

  /** Returns the vendors with most calls: name, calls, refused ones. */
  public List<Row> vendors(int most) {
    return largest(vendors, most);
  }

  /** Returns the models that cost most: name, billionths of a US dollar, calls of unknown cost. */
  public List<Row> spentByModel(int most) {
    return largest(spentByModel, most);
  }

  /** Returns the callers that cost most: name, billionths of a US dollar, calls of unknown cost. */
  public List<Row> spentByCaller(int most) {
    return largest(spentByCaller, most);
  }

  /**
   * Returns the hooks that do nothing and the connections that nobody guards: name, in how many
   * processes.
   */
  public List<Row> openHooks(int most) {
    return largest(openHooks, most);
  }

  /** A name and its counts. Immutable. */
  public static final class Row {
    private final String name;
    private final long count;
    private final long part;

    Row(String name, long count, long part) {
      this.name = name;
      this.count = count;
      this.part = part;
    }

    /** Returns the name as the trail has it, which may hold any character. */
    public String name() {
      return name;
    }

    /** Returns how many. */
    public long count() {
      return count;
    }

    /** Returns how many of them were refused, or left in clear. */
    public long part() {
      return part;
    }
  }

  private static void count(Map<String, long[]> counts, String name, boolean part) {
    long[] of = of(counts, name);
    of[0]++;
    of[1] += part ? 1 : 0;
  }

  private static long[] of(Map<String, long[]> counts, String name) {
    String key = counts.size() < MOST_NAMES || counts.containsKey(name) ? name : "(others)";
    return counts.computeIfAbsent(key, k -> new long[2]);
  }

  private static List<Row> largest(Map<String, long[]> counts, int most) {
    List<Row> rows = new ArrayList<Row>();
    for (Map.Entry<String, long[]> entry : counts.entrySet()) {
      rows.add(new Row(entry.getKey(), entry.getValue()[0], entry.getValue()[1]));
    }
    rows.sort(
        (a, b) -> a.count != b.count ? Long.compare(b.count, a.count) : a.name.compareTo(b.name));
    return rows.subList(0, Math.min(most, rows.size()));
  }
}
