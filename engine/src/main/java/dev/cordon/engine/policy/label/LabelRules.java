package dev.cordon.engine.policy.label;

import dev.cordon.engine.detect.DataType;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What tells how confidential data is. Immutable and thread-safe. */
public final class LabelRules {
  private final Map<String, String> types;
  private final TreeMap<String, String> prefixes = new TreeMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private final @Nullable Markings markings;
  private final @Nullable String byDefault;

  /**
   * Makes rules.
   *
   * @param types labels by data type, {@code prefix.*} and class
   * @param keys labels by JSON key
   * @param markings finds marks in texts; null to look for none
   * @param byDefault the label of calls whose caller has none; null for no label
   */
  public LabelRules(
      Map<String, String> types,
      Map<String, String> keys,
      @Nullable Markings markings,
      @Nullable String byDefault) {
    this.types = Collections.unmodifiableMap(new HashMap<>(types));
    for (Map.Entry<String, String> type : types.entrySet()) {
      if (type.getKey().endsWith("*")) {
        String name = type.getKey();
        prefixes.put(name.substring(0, name.length() - 1), type.getValue());
      }
    }
    for (Map.Entry<String, String> key : keys.entrySet()) {
      this.keys.put(key.getKey().toLowerCase(Locale.ROOT), key.getValue());
    }
    this.markings = markings;
    this.byDefault = byDefault;
  }

  /** Returns the label of findings of a type: the most specific line counts; null for none. */
  public @Nullable String ofType(DataType type) {
    String exact = types.get(type.id());
    if (exact != null || types.isEmpty()) {
      return exact;
    }
    // Descending order brings a longer prefix before the shorter one that it begins with.
    for (Map.Entry<String, String> prefix : prefixes.descendingMap().entrySet()) {
      if (type.id().startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    return types.get(type.dataClass().id());
  }

  /** Returns the label of what stands under a JSON key, without regard to case; null for none. */
  public @Nullable String ofKey(String key) {
    return keys.isEmpty() || key.isEmpty() ? null : keys.get(key.toLowerCase(Locale.ROOT));
  }

  /** Returns the label of calls whose caller has none; null for none. */
  public @Nullable String byDefault() {
    return byDefault;
  }

  /**
   * Tells the labels that a text is marked with, some of them perhaps more than once.
   *
   * @param text holds it as UTF-8
   * @param from its first byte
   * @param to the byte after its last one
   * @param key the JSON key that it stands under; empty when there is none
   */
  public void marks(byte[] text, int from, int to, String key, Consumer<String> found) {
    if (markings != null) {
      markings.find(text, from, to, key, found);
    }
  }
}
