package dev.cordon.agent.alert;

import dev.cordon.engine.policy.AlertRules;
import dev.cordon.engine.policy.LimitRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What callers and users do, and when a call is out of it. Bounded: of callers and users the first
 * {@value #MOST} are known. Not thread-safe.
 */
final class Habits {
  private static final int MOST = 5_000;
  private static final int MOST_NAMES = 1_000;
  private static final long NANOS_A_MILLIONTH = 1_000;

  private final Map<String, Caller> callers = new HashMap<>();
  private final Map<String, MinuteCounts> users = new HashMap<>();
  private long period = Long.MIN_VALUE;
  private @Nullable LimitRule spending;
  private long spentNanos;

  private static final class Caller {
    final MinuteCounts minutes = new MinuteCounts();
    final Set<String> had = new HashSet<>();
    final long first;
    int refusals;

    Caller(long first) {
      this.first = first;
    }
  }

  /** Something that somebody asked to hear of. Immutable. */
  static final class Event {
    final String kind;
    final String text;
    final Map<String, String> fields;

    Event(String kind, String text, Map<String, String> fields) {
      this.kind = kind;
      this.text = text;
      this.fields = fields;
    }
  }

  /** Takes a call into account; returns what is unusual about it. */
  List<Event> add(SeenCall call, AlertRules rules) {
    List<Event> events = new ArrayList<>();
    String key = call.names.get("key");
    if (key != null && rules.isRevoked(key)) {
      events.add(event(call, "key.revoked", "a key that policy calls revoked was used", "key"));
    }
    if (call.caller != null) {
      caller(call, call.caller, rules, events);
    }
    if (call.user != null) {
      MinuteCounts minutes =
          users.size() < MOST || users.containsKey(call.user)
              ? users.computeIfAbsent(call.user, name -> new MinuteCounts())
              : null;
      spike(call, "user", minutes, rules, events);
    }
    spending(call, rules, events);
    return events;
  }

  private void caller(SeenCall call, String name, AlertRules rules, List<Event> events) {
    Caller caller = callers.get(name);
    if (caller == null) {
      if (callers.size() >= MOST) {
        return;
      }
      caller = new Caller(call.millis);
      callers.put(name, caller);
    }
    spike(call, "caller", caller.minutes, rules, events);
    boolean known = call.millis - caller.first >= rules.learnSeconds() * 1000;
    for (String dataClass : call.classes) {
      news(call, caller, "class", dataClass, known, rules, events);
    }
    for (Map.Entry<String, String> entry : call.names.entrySet()) {
      news(call, caller, entry.getKey(), entry.getValue(), known, rules, events);
    }
    caller.refusals = call.refused ? caller.refusals + 1 : 0;
    if (rules.refusals() > 0 && caller.refusals >= rules.refusals()) {
      String text =
          caller.refusals
              + " calls of a caller were refused in a row; policy asks to hear of "
              + rules.refusals();
      events.add(event(call, "refusals", text, "caller"));
    }
  }

  private static void news(
      SeenCall call,
      Caller caller,
      String what,
      String name,
      boolean known,
      AlertRules rules,
      List<Event> events) {
    boolean isNew = caller.had.size() < MOST_NAMES && caller.had.add(what + '\n' + name);
    if (isNew && known && rules.tellsNew(what)) {
      String thing =
          what.equals("class")
              ? "a class of data"
              : what.equals("key") ? "an API key" : "a " + what;
      Event event =
          event(
              call,
              "new." + what,
              "a caller used " + thing + " that it never had since it is known",
              "caller");
      event.fields.put(what, name);
      events.add(event);
    }
  }

  private static void spike(
      SeenCall call,
      String of,
      @Nullable MinuteCounts minutes,
      AlertRules rules,
      List<Event> events) {
    if (minutes == null) {
      return;
    }
    minutes.add(call.millis);
    if (rules.spike() > 0 && minutes.isSpike(rules.spike())) {
      String text =
          minutes.now()
              + " calls of a "
              + of
              + " in a minute, and at most "
              + minutes.most()
              + " in a minute of the hour before; policy asks to hear of "
              + rules.spike()
              + " times as many";
      events.add(event(call, "spike." + of, text, of));
    }
  }

  private void spending(SeenCall call, AlertRules rules, List<Event> events) {
    LimitRule limit = rules.spending();
    if (limit == null) {
      return;
    }
    long now = limit.period(call.millis);
    if (!limit.equals(spending) || now > period) {
      spending = limit;
      period = now;
      spentNanos = 0;
    }
    if (now < period || call.costNanos == 0) {
      return; // a call that ended late
    }
    boolean wasBelow = spentNanos / NANOS_A_MILLIONTH < limit.amount();
    spentNanos += call.costNanos;
    if (wasBelow && spentNanos / NANOS_A_MILLIONTH >= limit.amount()) {
      String text = "the calls that this trail records cost " + limit.text() + " and more";
      events.add(new Event("spending", text, new LinkedHashMap<>()));
    }
  }

  private static Event event(SeenCall call, String kind, String text, String of) {
    Map<String, String> fields = new LinkedHashMap<>();
    put(fields, "caller", call.caller);
    if (of.equals("user")) {
      put(fields, "user", call.user);
    }
    if (of.equals("key")) {
      put(fields, "key", call.names.get("key"));
    }
    put(fields, "exchange", call.exchange);
    return new Event(kind, text, fields);
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      fields.put(name, value);
    }
  }
}
