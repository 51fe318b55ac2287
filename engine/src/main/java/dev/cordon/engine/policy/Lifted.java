package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataType;
import org.jspecify.annotations.Nullable;

/** What exceptions lift for one call. Used by one thread at a time. */
public interface Lifted {
  /** Lifts nothing. */
  Lifted NOTHING =
      new Lifted() {
        @Override
        public boolean lifts(String rule, @Nullable String model) {
          return false;
        }

        @Override
        public boolean leaves(DataType type) {
          return false;
        }
      };

  /**
   * Tells whether a rule does not count for the call; takes note of it then.
   *
   * @param rule the policy's key that would refuse it
   * @param model the model that the rule is about; null when it is about none
   */
  boolean lifts(String rule, @Nullable String model);

  /** Tells whether findings of a type are left in the call's request; takes note of it then. */
  boolean leaves(DataType type);
}
