package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** As what a text is read: which types count in it. */
public enum Reading {
  /** Text that people write or read: every type. */
  PROSE,

  /**
   * A value that programs write, such as a header's: what only the words around it make a finding
   * is none. {@code billing-service} is no person there.
   */
  VALUE,

  /**
   * A value that names a version, a request or a program: only what nothing else looks like. Other
   * forms stand there by chance, such as a version that is an address, too.
   */
  IDENTIFIER;

  private static final Set<String> NEED_WORDS =
      types(
          "person_name",
          "postal_address",
          "license_plate",
          "organization",
          "location",
          "nrp",
          "date_time",
          "swift_bic",
          "medical.condition",
          "medical.medication",
          "medical.diagnosis_code");

  private static final Set<String> LIKE_NOTHING_ELSE =
      types("email_address", "payment_card", "iban", "url_credentials");

  private static final Set<String> ANY_SECRET =
      types("secret.generic_key", "secret.generic_password", "secret.password_argument");

  private static Set<String> types(String... ids) {
    return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(ids)));
  }

  /**
   * Tells whether a finding of a type counts.
   *
   * @param type the type
   */
  public boolean takes(DataType type) {
    switch (this) {
      case PROSE:
        return true;
      case VALUE:
        return !NEED_WORDS.contains(type.id());
      default:
        return type.dataClass() == DataClass.CREDENTIAL
            ? !ANY_SECRET.contains(type.id())
            : type.dataClass() == DataClass.CUSTOM || LIKE_NOTHING_ELSE.contains(type.id());
    }
  }
}
