package dev.cordon.agent.report;

import dev.cordon.agent.audit.AuditLines;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.CustomType;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a second policy would change for the calls that a trail recorded. Both are asked the same
 * way, so what a record doesn't tell makes no difference between them. Not thread-safe.
 */
public final class PolicyDiff {
  private static final int MOST_ROWS = 10_000;

  /** How a call fares otherwise. */
  public enum Change {
    /** The second policy refuses what the first one lets go. */
    REFUSED,
    /** The second policy lets go what the first one refuses. */
    ALLOWED,
    /** Both refuse it, for different reasons. */
    OTHER_RULE,
    /** What becomes of data differs. */
    DATA,
    /** Another model is sent. */
    MODEL
  }

  private final Replay first;
  private final Replay second;
  private final RecordParser parser = new RecordParser();
  private final TrailRecord record = new TrailRecord();
  private final Map<Change, Map<String, Long>> rows = new TreeMap<>();
  private final Map<Change, Long> calls = new TreeMap<>();
  private long records;
  private long unchanged;
  private long unsure;
  private long withoutContent;
  private long unreadable;
  private long begin = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;

  private PolicyDiff(Policy from, Policy to) {
    Map<String, DataType> types = new HashMap<>();
    for (Policy policy : new Policy[] {from, to}) {
      for (CustomType custom : policy.customTypes()) {
        types.put(custom.type().id(), custom.type());
      }
    }
    for (DataType type : Scanners.types()) {
      types.put(type.id(), type);
    }
    first = new Replay(from, types);
    second = new Replay(to, types);
  }

  /**
   * Replays a trail.
   *
   * @param trail the file being written; older files and other chains are found beside it
   * @param from the policy to compare with
   * @param to the policy to compare
   * @throws IOException when the trail can't be read
   */
  public static PolicyDiff of(Path trail, Policy from, Policy to) throws IOException {
    PolicyDiff diff = new PolicyDiff(from, to);
    try (AuditLines lines = AuditLines.open(trail.toAbsolutePath())) {
      while (lines.next()) {
        diff.add(lines.line(), lines.length());
      }
    }
    return diff;
  }

  private void add(byte[] line, int length) {
    if (length == 0) {
      return;
    }
    if (!parser.parse(line, length, record)) {
      unreadable++;
      return;
    }
    long time = record.time();
    if (!record.isExchange() || time < 0) {
      return;
    }
    records++;
    begin = Math.min(begin, time);
    end = Math.max(end, time);
    compare();
  }

  private void compare() {
    String before = first.refusal(record);
    String after = second.refusal(record);
    unsure += first.isUnsure() || second.isUnsure() ? 1 : 0;
    boolean judged =
        !record.isRefused() || record.findings > 0 || record.texts.get("model") != null;
    withoutContent += judged ? 0 : 1;
    List<String> data = new ArrayList<>();
    String model = null;
    if (before == null && after == null) {
      data = otherActions();
      model = otherModel();
    }
    if (before == null && after != null) {
      count(Change.REFUSED, 1);
      row(Change.REFUSED, after);
    } else if (before != null && after == null) {
      count(Change.ALLOWED, 1);
      row(Change.ALLOWED, before);
    } else if (before != null && !before.equals(after)) {
      count(Change.OTHER_RULE, 1);
      row(Change.OTHER_RULE, before + " -> " + after);
    } else if (data.isEmpty() && model == null) {
      unchanged++;
    }
    if (!data.isEmpty()) {
      count(Change.DATA, 1);
      data.forEach(what -> row(Change.DATA, what));
    }
    if (model != null) {
      count(Change.MODEL, 1);
      row(Change.MODEL, model);
    }
  }

  private List<String> otherActions() {
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < record.findings; i++) {
      Action from = first.action(record, i);
      Action to = second.action(record, i);
      if (from != to) {
        differing.add(record.findingTypes[i] + ": " + word(from) + " -> " + word(to));
      }
    }
    return differing;
  }

  private @Nullable String otherModel() {
    String model = record.textOrNull("model");
    String from = model == null ? null : first.sent(model);
    String to = model == null ? null : second.sent(model);
    return from == null || from.equals(to) ? null : from + " -> " + to;
  }

  private void count(Change change, long more) {
    calls.merge(change, more, Long::sum);
  }

  private void row(Change change, String what) {
    Map<String, Long> all = rows.computeIfAbsent(change, k -> new TreeMap<>());
    String name = what + "  " + record.text("vendor") + "  " + record.text("caller");
    if (all.size() >= MOST_ROWS && !all.containsKey(name)) {
      name = "(others)";
    }
    all.merge(name, 1L, Long::sum);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Returns how many calls fare otherwise in a way. */
  public long calls(Change change) {
    return calls.getOrDefault(change, 0L);
  }

  /**
   * Returns how often what changes: the key or data, the vendor and the caller, the most frequent
   * first.
   */
  public List<Map.Entry<String, Long>> rows(Change change) {
    Map<String, Long> known = rows.get(change);
    List<Map.Entry<String, Long>> all =
        known == null ? new ArrayList<>() : new ArrayList<>(known.entrySet());
    all.sort((a, b) -> Long.compare(b.getValue(), a.getValue()));
    return all;
  }

  /** Returns how many calls the trail has. */
  public long records() {
    return records;
  }

  /** Returns for how many of them nothing changes. */
  public long unchanged() {
    return unchanged;
  }

  /** Returns how many records don't tell enough of the caller for the rules. */
  public long unsure() {
    return unsure;
  }

  /** Returns how many calls were refused before anybody looked into them. */
  public long withoutContent() {
    return withoutContent;
  }

  /** Returns how many lines are no records. */
  public long unreadable() {
    return unreadable;
  }

  /** Returns when the first call began and when the last one did; empty without calls. */
  public String period() {
    return records == 0 ? "" : Instant.ofEpochMilli(begin) + " to " + Instant.ofEpochMilli(end);
  }
}
