package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Checksums;
import dev.cordon.engine.detect.Shape;

/** Checks of no country in particular. */
enum CommonCheck implements Check {
  /** The form alone. */
  ANY_FORM,
  /** Not one digit all over. */
  NOT_UNIFORM_FORM,
  /** ISO/IEC 7812-1. */
  LUHN,
  /** ISO/IEC 7064 MOD 11,10. */
  ISO7064_MOD11;

  @Override
  public boolean passes(Shape s) {
    switch (this) {
      case ANY_FORM:
        return true;
      case NOT_UNIFORM_FORM:
        return !s.isUniform();
      case LUHN:
        return !s.isUniform() && Checksums.luhn(s, 0, s.length());
      default:
        return Checks.mod11And10(s, s.length());
    }
  }
}
