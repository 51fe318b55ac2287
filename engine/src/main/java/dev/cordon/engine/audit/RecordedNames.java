package dev.cordon.engine.audit;

import dev.cordon.engine.canary.Canaries;
import dev.cordon.engine.canary.CanarySearch;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sensitive values out of the names that a record holds. An application chooses the name of a
 * model, of a conversation, of a tool, and may well choose a person's address for it: vendors take
 * such names as they are, but spans and audit records must not. Nor may a canary stand there.
 * Thread-safe.
 */
public final class RecordedNames {
  /** Stands for a name that is itself sensitive. */
  public static final String WITHHELD = "(withheld)";

  /** Applications use few names, but conversations are many: what comes later is scanned again. */
  private static final int REMEMBERED = 256;

  private final Map<String, Boolean> harmless = new ConcurrentHashMap<>();
  private final int minConfidence;
  private final @Nullable Canaries canaries;

  /**
   * Begins with no name known.
   *
   * @param minConfidence how sure a finding must be, in percent
   * @param canaries stand in no record; null for none
   */
  public RecordedNames(int minConfidence, @Nullable Canaries canaries) {
    this.minConfidence = minConfidence;
    this.canaries = canaries;
  }

  /** Withholds the names in a record that a scanner finds something in. */
  public void clean(ExchangeRecord record, Scanner scanner) {
    if (!record.isUnchecked()) {
      return;
    }
    record.requestModel(checked(record.requestModel(), scanner));
    record.responseModel(checked(record.responseModel(), scanner));
    record.conversationId(checked(record.conversationId(), scanner));
    for (Map.Entry<String, Object> entry : record.attributes().entrySet()) {
      Object value = entry.getValue();
      if (value instanceof String && isSensitive((String) value, scanner)) {
        record.attribute(entry.getKey(), WITHHELD); // the key is there: no structural change
      } else if (value instanceof List && holdsSensitive((List<?>) value, scanner)) {
        record.attribute(entry.getKey(), Collections.singletonList(WITHHELD));
      }
    }
    record.checked();
  }

  private boolean holdsSensitive(List<?> names, Scanner scanner) {
    for (int i = 0; i < names.size(); i++) {
      if (isSensitive(String.valueOf(names.get(i)), scanner)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a name, or what stands for it when a scanner finds something in it. */
  public String safe(String name, Scanner scanner) {
    return isSensitive(name, scanner) ? WITHHELD : name;
  }

  private @Nullable String checked(@Nullable String name, Scanner scanner) {
    return name != null && isSensitive(name, scanner) ? WITHHELD : name;
  }

  private boolean isSensitive(String name, Scanner scanner) {
    if (name.equals(WITHHELD) || harmless.containsKey(name)) {
      return false;
    }
    if (finds(name, scanner) || (name.indexOf('%') >= 0 && finds(decoded(name), scanner))) {
      return true;
    }
    if (harmless.size() < REMEMBERED) {
      harmless.put(name, Boolean.TRUE);
    }
    return false;
  }

  private boolean finds(String name, Scanner scanner) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    if (canaries != null && holdsCanary(canaries, text)) {
      return true;
    }
    Findings findings = new Findings();
    scanner.newSession().scan(text, 0, text.length, "", findings);
    for (int i = 0; i < findings.size(); i++) {
      if (findings.confidence(i) >= minConfidence) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsCanary(Canaries canaries, byte[] text) {
    boolean[] holds = {false};
    new CanarySearch(canaries)
        .find(text, 0, text.length, true, (kind, from, to) -> holds[0] = true);
    return holds[0];
  }

  /** Names in a path are percent-encoded. */
  private static String decoded(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      int high = i + 2 < name.length() ? Character.digit(name.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(name.charAt(i + 2), 16);
      if (name.charAt(i) == '%' && low >= 0) {
        text.append((char) (high << 4 | low));
        i += 2;
      } else {
        text.append(name.charAt(i));
      }
    }
    return text.toString();
  }
}
