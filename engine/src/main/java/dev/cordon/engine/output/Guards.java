package dev.cordon.engine.output;

import com.google.re2j.Pattern;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.OutputRules;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextMemory;

/** Puts the guards that a policy asks for around what restores an answer. Stateless. */
public final class Guards {
  private Guards() {}

  /**
   * Returns what guards an answer.
   *
   * @param inner sees the texts behind the guards
   * @param rules the policy's
   * @param record counts; its status tells whether the answer is one of a model
   * @return {@code inner} itself where policy asks for nothing
   */
  public static Restorer around(Restorer inner, OutputRules rules, ExchangeRecord record) {
    Restorer guard = inner;
    Pattern denied = rules.denied();
    if (denied != null) {
      guard = new PatternGuard(guard, denied, rules.deniedAction(), record);
    }
    if (record.status() < 400 && (rules.maxLength() > 0 || !rules.languages().isEmpty())) {
      guard = new MeasureGuard(guard, rules, record);
    }
    return guard;
  }

  /** Returns whose word a text is, as records say it. */
  static String origin(TextMemory memory) {
    return memory.kind() == TextKind.TOOL_CALL ? "tool_call" : "assistant";
  }
}
