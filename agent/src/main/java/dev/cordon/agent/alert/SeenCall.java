package dev.cordon.agent.alert;

import dev.cordon.agent.report.PastCalls;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.FindingCount;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A call as far as alerts ask for it. Immutable. */
final class SeenCall {
  final long millis;
  final String exchange;
  final boolean refused;
  final long costNanos;
  final @Nullable String caller;
  final @Nullable String user;
  final Collection<String> classes;

  /** Vendor, host, region and key, as far as they are known. */
  final Map<String, String> names = new LinkedHashMap<>();

  private SeenCall(
      long millis,
      String exchange,
      boolean refused,
      long costNanos,
      @Nullable String caller,
      @Nullable String user,
      Collection<String> classes) {
    this.millis = millis;
    this.exchange = exchange;
    this.refused = refused;
    this.costNanos = costNanos;
    this.caller = caller;
    this.user = user;
    this.classes = classes;
  }

  /** Returns a call that ended just now. */
  static SeenCall of(ExchangeRecord record, @Nullable String site, @Nullable String key) {
    Set<String> classes = new TreeSet<>();
    for (FindingCount finding : record.inputFindings().values()) {
      classes.add(finding.type().dataClass().id());
    }
    String rule = record.callerRule();
    SeenCall call =
        new SeenCall(
            record.startEpochNanos() / 1_000_000,
            record.id(),
            record.decision() == ExchangeRecord.Decision.DENY,
            Math.max(0, record.costNanos()),
            rule == null ? site : rule,
            record.user(),
            classes);
    call.name("vendor", record.vendor());
    call.name("host", record.serverAddress());
    call.name("region", record.region());
    call.name("key", key);
    return call;
  }

  /** Returns a call that was recorded before. */
  static SeenCall of(PastCalls.Call past) {
    String rule = past.text("caller_rule");
    SeenCall call =
        new SeenCall(
            past.millis(),
            "",
            past.isRefused(),
            past.costNanos(),
            rule == null ? past.text("caller") : rule,
            past.text("user"),
            past.classes());
    for (String name : new String[] {"vendor", "host", "region", "key"}) {
      call.name(name, past.text(name));
    }
    return call;
  }

  private void name(String name, @Nullable String value) {
    if (value != null) {
      names.put(name, value);
    }
  }
}
