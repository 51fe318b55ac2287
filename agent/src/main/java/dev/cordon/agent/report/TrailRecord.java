package dev.cordon.agent.report;

import dev.cordon.agent.audit.Clock;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record of a trail, as far as the report needs it. Used again for every line; not thread-safe.
 */
final class TrailRecord {
  static final int MAX_FINDINGS = 256;

  /**
   * The vendor and the service as they are recorded; {@code vendor} and {@code service} may say
   * more.
   */
  static final String VENDOR = "recorded vendor";

  static final String SERVICE = "recorded service";

  /** What the call cost, in billionths of a US dollar. */
  static final String COST = "cost";

  final Map<String, String> texts = new HashMap<>();
  final Map<String, Long> numbers = new HashMap<>();
  final String[] findingTypes = new String[MAX_FINDINGS];
  final String[] findingClasses = new String[MAX_FINDINGS];
  final String[] findingActions = new String[MAX_FINDINGS];
  final long[] findingCounts = new long[MAX_FINDINGS];
  int findings;

  /** The fields that hold names. */
  static final Set<String> LISTS =
      Collections.unmodifiableSet(new HashSet<>(Arrays.asList("labels", "exceptions", "subjects")));

  private final Map<String, List<String>> lists = new HashMap<>();

  /** What was found that acts: {@code threat (origin, action)}, to how often. */
  final Map<String, Long> threats = new HashMap<>();

  void clear() {
    texts.clear();
    numbers.clear();
    findings = 0;
    threats.clear();
    for (List<String> list : lists.values()) {
      list.clear();
    }
  }

  /** Returns the names in one of {@link #LISTS}; valid until the next record. */
  List<String> list(String name) {
    return lists.computeIfAbsent(name, key -> new ArrayList<>());
  }

  /** Returns a text field, or {@code (none)}. */
  String text(String name) {
    String value = texts.get(name);
    return value == null || value.isEmpty() ? "(none)" : value;
  }

  /**
   * A host that no catalogue knows is named for what it speaks, as in telemetry; a web application
   * with its server.
   */
  void nameParties() {
    keep("vendor", VENDOR);
    keep("service", SERVICE);
    String application = texts.get("application");
    if (application != null) {
      texts.put("service", text("service") + '/' + application);
    }
    String format = texts.get("format");
    if (texts.get("vendor") == null && format != null) {
      int dot = format.indexOf('.');
      texts.put("vendor", "unknown (" + (dot < 0 ? format : format.substring(0, dot)) + ')');
    }
  }

  private void keep(String name, String as) {
    String value = texts.get(name);
    if (value != null) {
      texts.put(as, value);
    }
  }

  /** Returns the type of a finding that this version has no detector for. */
  DataType type(int i) {
    DataClass found = DataClass.CUSTOM;
    for (DataClass known : DataClass.values()) {
      found = known.id().equals(findingClasses[i]) ? known : found;
    }
    return new DataType(findingTypes[i], found, Severity.MEDIUM, "X", findingTypes[i]);
  }

  @Nullable String textOrNull(String name) {
    return texts.get(name);
  }

  /** Returns a number, or 0. */
  long number(String name) {
    Long value = numbers.get(name);
    return value == null ? 0 : value;
  }

  /** Tells whether the call cost something that nobody could tell. */
  boolean hasUnknownCost() {
    return texts.containsKey("cost_unknown");
  }

  /** Tells whether it is a call's; an alert names a call, and is none. */
  boolean isExchange() {
    return texts.containsKey("exchange") && !texts.containsKey("event");
  }

  /** Tells whether it says that a connection is not guarded. */
  boolean isUnguarded() {
    return "unguarded".equals(texts.get("event"));
  }

  /** Tells whether it says that a connection is not as policy wants it. */
  boolean isFlawed() {
    return "connection".equals(texts.get("event"));
  }

  /** Tells whether it says that a hook does nothing. */
  boolean isUnhooked() {
    return "unhooked".equals(texts.get("event"));
  }

  boolean isRefused() {
    return "deny".equals(texts.get("decision"));
  }

  boolean isFailed() {
    return texts.get("error") != null && !isRefused();
  }

  /** Tells whether finding {@code i} left the process as it was. */
  boolean isExposed(int i) {
    String decision = texts.get("decision");
    if ("deny".equals(decision)) {
      return false;
    }
    return "audit".equals(decision) || "warn".equals(decision) || "allow".equals(findingActions[i]);
  }

  /** Returns the record's time in milliseconds since the epoch, or -1. */
  long time() {
    String time = texts.get("time");
    return time == null ? -1 : Clock.parse(time);
  }
}
