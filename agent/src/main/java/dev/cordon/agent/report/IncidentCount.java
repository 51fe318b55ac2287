package dev.cordon.agent.report;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an incident touches: classes of data, callers, conversations, and what became of each.
 * Bounded, whatever the trail holds. Not thread-safe.
 */
final class IncidentCount {
  private static final int MOST_CONVERSATIONS = 10_000;
  private static final int MOST_TYPES = 1_000;
  private static final String[] NAMES = {
    "vendor", "host", "region", "service", "caller", "model", "operation", "key", "user", "rule"
  };

  final Tally total = new Tally();
  final Map<String, Dimension> dimensions = new LinkedHashMap<>();
  final Map<String, Outcomes> classes = new TreeMap<>();
  final Map<String, Outcomes> types = new TreeMap<>();
  final Map<String, Conversation> conversations = new LinkedHashMap<>();

  /** Calls whose conversation is not listed. */
  long notListed;

  private final Set<String> seen = new HashSet<>();

  IncidentCount() {
    for (String name : NAMES) {
      dimensions.put(name, new Dimension());
    }
  }

  /** Calls that belong together. */
  static final class Conversation {
    /** By what they are known to: {@code conversation}, {@code trace} or {@code call}. */
    final String kind;

    final String vendor;
    final String caller;
    final String user;
    final Set<String> classes = new TreeSet<>();
    final Outcomes values = new Outcomes();
    long calls;
    long refusedCalls;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;

    Conversation(String kind, TrailRecord record) {
      this.kind = kind;
      this.vendor = record.text("vendor");
      this.caller = record.text("caller");
      this.user = record.text("user");
    }
  }

  void add(TrailRecord record, long time) {
    total.add(record, time);
    for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
      dimension.getValue().of(record.text(dimension.getKey())).add(record, time);
    }
    seen.clear();
    for (int i = 0; i < record.findings; i++) {
      count(classes, "class ", record.findingClasses[i], record, i);
      count(types, "type ", record.findingTypes[i], record, i);
    }
    conversation(record, time);
  }

  private void count(
      Map<String, Outcomes> into, String kind, String name, TrailRecord record, int finding) {
    String key = into.size() < MOST_TYPES || into.containsKey(name) ? name : Dimension.OTHERS;
    Outcomes outcomes = into.computeIfAbsent(key, k -> new Outcomes());
    outcomes.add(record, finding);
    outcomes.calls += seen.add(kind + key) ? 1 : 0;
  }

  private void conversation(TrailRecord record, long time) {
    String kind = "conversation";
    String id = record.textOrNull(kind);
    if (id == null) {
      kind = "trace";
      id = record.textOrNull("trace_id");
    }
    if (id == null) {
      kind = "call";
      id = record.text("exchange");
    }
    Conversation known = conversations.get(id);
    if (known == null) {
      if (conversations.size() >= MOST_CONVERSATIONS) {
        notListed++;
        return;
      }
      known = new Conversation(kind, record);
      conversations.put(id, known);
    }
    known.calls++;
    known.refusedCalls += record.isRefused() ? 1 : 0;
    known.first = Math.min(known.first, time);
    known.last = Math.max(known.last, time);
    for (int i = 0; i < record.findings; i++) {
      known.classes.add(record.findingClasses[i]);
      known.values.add(record, i);
    }
  }
}
