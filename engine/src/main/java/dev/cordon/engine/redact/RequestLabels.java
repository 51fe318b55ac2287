package dev.cordon.engine.redact;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.label.Accepted;
import dev.cordon.engine.policy.label.LabelRules;
import dev.cordon.engine.text.TextKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How confidential the texts of one request are, and what its receiver may have of them. Used by
 * one thread at a time.
 */
public final class RequestLabels {
  private static final String UNDER_KEY = "the value of a JSON key in the request";
  private static final String WITHHELD = " text withheld]";

  private final LabelRules rules;
  private final @Nullable Accepted accepted;
  private final ExchangeRecord record;
  private final Deque<String> below = new ArrayDeque<>(2);
  private Lifted lifted = Lifted.NOTHING;
  private @Nullable Refusal refusal;
  private @Nullable String above;

  private RequestLabels(LabelRules rules, @Nullable Accepted accepted, ExchangeRecord record) {
    this.rules = rules;
    this.accepted = accepted;
    this.record = record;
  }

  /**
   * Returns the labels of a request; null when nothing depends on any.
   *
   * @param vendor who receives it, null when not in the catalogue
   * @param record is told the labels
   */
  public static @Nullable RequestLabels of(
      Policy policy, @Nullable String vendor, ExchangeRecord record) {
    LabelRules rules = policy.labels();
    return rules == null ? null : new RequestLabels(rules, policy.accepted(vendor), record);
  }

  void lift(Lifted exceptions) {
    lifted = exceptions;
  }

  /** Returns why the request must not be sent; null when it may. */
  @Nullable Refusal refusal() {
    return refusal;
  }

  void forgetRefusal() {
    refusal = null;
  }

  /** Returns what becomes of a finding: at least a token where it may not be sent. */
  Action action(DataType type, Action byRedact) {
    String label = rules.ofType(type);
    if (label == null) {
      return byRedact;
    }
    record.label(label);
    if (maySend(label, "data of type " + type.id() + " in the request")) {
      if (byRedact == Action.ALLOW) {
        record.sentLabel(label);
      }
      return byRedact;
    }
    return byRedact == Action.ALLOW ? Action.TOKENIZE : byRedact;
  }

  /** Enters the value of a JSON key; tells whether the key gives a label to all that is in it. */
  public boolean enter(String key) {
    String label = rules.ofKey(key);
    if (label != null) {
      below.addLast(label);
    }
    return label != null;
  }

  /** Leaves the value that was entered last. */
  public void leave() {
    below.removeLast();
  }

  /**
   * Tells whether a text may not be sent as a whole, for the mark that it bears or the keys that it
   * stands under. The definition of a tool is the application's own.
   */
  public boolean withholds(byte[] text, int from, int to, String key, TextKind kind) {
    above = null;
    String ofKey = rules.ofKey(key);
    if (ofKey != null) {
      look(ofKey, UNDER_KEY);
    }
    if (kind != TextKind.TOOL_DEFINITION) {
      if (!key.isEmpty()) { // a key is a name, and looked at like any text
        for (String label : below) {
          look(label, UNDER_KEY);
        }
      }
      rules.marks(text, from, to, key, this::marked);
    }
    return above != null;
  }

  private void marked(String label) {
    look(label, "a text in the request, by its marking,");
  }

  private void look(String label, String what) {
    record.label(label);
    if (maySend(label, what)) {
      record.sentLabel(label);
    } else {
      above = label;
    }
  }

  /** Tells whether a text stands in the place of one that was withheld. */
  public static boolean isPlaceholder(byte[] text) {
    String all = new String(text, StandardCharsets.UTF_8);
    return all.startsWith("[") && all.endsWith(WITHHELD);
  }

  /** Returns what stands in the place of the text that was withheld last. */
  public byte[] placeholder() {
    return ("[" + above + WITHHELD).getBytes(StandardCharsets.US_ASCII);
  }

  private boolean maySend(String label, String what) {
    Accepted rule = accepted;
    if (rule == null || rule.accepts(label) || lifted.lifts(rule.key(), null)) {
      return true;
    }
    record.rule(rule.key());
    if (rule.above() == Accepted.Above.REFUSE && refusal == null) {
      refusal = Refusal.label(rule, label, what);
    }
    return false;
  }
}
