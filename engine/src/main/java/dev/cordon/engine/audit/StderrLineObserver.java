package dev.cordon.engine.audit;

import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line a call, for a stranger's eyes:
 *
 * <pre>
 * [cordon] POST api.openai.com openai.chat gpt-4o-mini 200 redacted 3 (email_address 2, phone_number 1) restored 3 1.2ms+840ms
 * </pre>
 *
 * <p>The times are the engine's own and the whole call's. Names that came from outside are cut off
 * and cleaned of control characters, so that a line stays a line. Thread-safe.
 */
public final class StderrLineObserver implements ExchangeObserver {
  private static final int MAX_NAME = 80;

  private final PrintStream out;

  /**
   * Makes an observer.
   *
   * @param out receives the lines
   */
  public StderrLineObserver(PrintStream out) {
    this.out = out;
  }

  @Override
  public @Nullable Object started(ExchangeRecord record) {
    return null;
  }

  @Override
  public void ended(ExchangeRecord record, @Nullable Object state) {
    // One call of write: lines of several threads must not mix.
    out.print(line(record));
    out.flush();
  }

  static String line(ExchangeRecord record) {
    StringBuilder line = new StringBuilder(160).append("[cordon] ");
    line.append(record.head().method()).append(' ');
    name(line, record.serverAddress() == null ? "unknown-host" : record.serverAddress());
    name(line.append(' '), record.wireFormat());
    if (record.requestModel() != null) {
      name(line.append(' '), record.requestModel());
    }
    line.append(' ');
    if (record.status() > 0) {
      line.append(record.status());
    } else {
      name(line, record.errorType() == null ? "no-answer" : record.errorType());
    }
    decision(line, record);
    if (record.restored() > 0) {
      line.append(" restored ").append(record.restored());
    }
    if (record.unscannedBytes() > 0) {
      line.append(" unscanned ").append(record.unscannedBytes()).append(" bytes");
    }
    millis(line.append(' '), record.engineNanos());
    millis(line.append('+'), record.durationNanos());
    if (record.traceId() != null) {
      name(line.append(" trace="), record.traceId());
    }
    return line.append(System.lineSeparator()).toString();
  }

  private static void decision(StringBuilder line, ExchangeRecord record) {
    switch (record.decision()) {
      case DENY:
        name(line.append(" REFUSED by "), record.rule());
        break;
      case WARN:
        name(line.append(" NOT CHECKED, forwarded as it was: "), record.rule());
        break;
      case AUDIT:
        line.append(" observed, nothing changed;");
        if (record.rule() != null) {
          name(line.append(" would be refused by "), record.rule());
        } else {
          findings(line.append(" would be"), record);
        }
        return;
      default:
    }
    findings(line, record);
  }

  /** Says what was found, what was left by policy apart. */
  private static void findings(StringBuilder line, ExchangeRecord record) {
    group(line, record, false);
    group(line, record, true);
  }

  private static void group(StringBuilder line, ExchangeRecord record, boolean allowed) {
    int total = 0;
    StringBuilder types = new StringBuilder();
    for (Map.Entry<String, FindingCount> entry : record.inputFindings().entrySet()) {
      FindingCount count = entry.getValue();
      if (count.action().equals("allow") == allowed) {
        types.append(total == 0 ? " (" : ", ");
        types.append(entry.getKey()).append(' ').append(count.count());
        total += count.count();
      }
    }
    if (total > 0) {
      boolean denied = record.decision() == ExchangeRecord.Decision.DENY;
      line.append(allowed ? " allowed " : denied ? " found " : " redacted ").append(total);
      line.append(types).append(')');
    }
  }

  private static void millis(StringBuilder line, long nanos) {
    long tenths = (nanos + 50_000) / 100_000;
    line.append(tenths / 10);
    if (tenths < 1000) {
      line.append('.').append(tenths % 10);
    }
    line.append("ms");
  }

  private static void name(StringBuilder line, @Nullable String name) {
    if (name == null) {
      line.append('-');
      return;
    }
    int length = Math.min(name.length(), MAX_NAME);
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      line.append(c > ' ' && c < 127 ? c : '?');
    }
  }
}
