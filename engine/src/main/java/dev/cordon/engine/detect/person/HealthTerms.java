package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordLists;

/**
 * Conditions and medicines of {@code health.txt} where a text is about somebody's health: near a
 * word such as {@code diagnosed}, or near one that says whose. One more pass over texts that hold a
 * word of health at all; {@link HealthPass} makes it.
 */
final class HealthTerms implements EndDetector {
  static final int CONDITION = 1;
  static final int MEDICATION = 2;

  /** A longer term may begin so; the table's maker finds these out. */
  static final int BEGINS = 4;

  /** Makes a text one about somebody's health. */
  static final int STRONG = 8;

  /** Says whose health it is about. */
  static final int PERSON = 16;

  /** A term that is said of nothing else. */
  static final int CLEAR = 32;

  /** Stands before terms that are said of nothing else: {@code has}, {@code allergic to}. */
  static final int WEAK = 64;

  /** Stands behind these: {@code tablets}. */
  static final int BEHIND = 128;

  private final Context context;
  private final Context key;
  private final DataType condition;
  private final DataType medication;
  private final int slot;

  private HealthTerms(
      Context context, Context key, DataType condition, DataType medication, int slot) {
    this.context = context;
    this.key = key;
    this.condition = condition;
    this.medication = medication;
    this.slot = slot;
  }

  static void register(Registry registry, WordLists cues) {
    DataType condition =
        registry.type(
            "medical.condition",
            DataClass.HEALTH,
            Severity.MEDIUM,
            "CONDITION",
            "Health condition");
    DataType medication =
        registry.type("medical.medication", DataClass.HEALTH, Severity.MEDIUM, "DRUG", "Medicine");
    Context context = registry.context(cues.words("health"));
    Context key = registry.context(cues.words("health_key"));
    registry.ends(
        new HealthTerms(context, key, condition, medication, registry.slot()),
        Integer.MAX_VALUE,
        context,
        key);
  }

  @Override
  public void end(ScanText text) {
    boolean keyed = text.keyHas(key);
    if (keyed || text.has(context)) {
      HealthPass pass = (HealthPass) text.memory(slot);
      if (pass == null) {
        pass = new HealthPass(condition, medication);
        text.memory(slot, pass);
      }
      pass.run(text, keyed);
    }
  }
}
