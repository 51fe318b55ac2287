package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Context;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registers parts of the built-in packs once one of their detectors is woken. Thread-safe. */
final class LateParts {
  private final PartNumbers numbers;
  private final BuiltIn builtIn;
  private final boolean[] made = new boolean[BuiltIn.PARTS];
  private final Map<Integer, Context> contexts = new HashMap<Integer, Context>();

  LateParts(PartNumbers numbers, BuiltIn builtIn) {
    this.numbers = numbers;
    this.builtIn = builtIn;
  }

  PartNumbers numbers() {
    return numbers;
  }

  /** Registers the part that a detector belongs to, unless another thread just did. */
  void make(int kind, int number, Detectors into) {
    register(numbers.part(kind, number), into, null);
  }

  /**
   * Registers a part.
   *
   * @param into takes its detectors
   * @param more takes what the part registers behind what it did when the tables were made; null if
   *     there is nothing
   */
  synchronized void register(int part, Detectors into, @Nullable Registrations more) {
    if (!made[part]) {
      LatePart registry = new LatePart(this, part, into, more);
      builtIn.register(part, registry);
      registry.end();
      made[part] = true;
    }
  }

  /** Returns a set of words by the call for it: the same one for each call that got it. */
  Context context(int call) {
    Integer number = numbers.contextOf(call);
    Context context = contexts.get(number);
    if (context == null) {
      context = new Context(number);
      contexts.put(number, context);
    }
    return context;
  }
}
