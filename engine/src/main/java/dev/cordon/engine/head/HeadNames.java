package dev.cordon.engine.head;

import dev.cordon.engine.NameSet;
import dev.cordon.engine.TraceHeaders;
import dev.cordon.engine.policy.ProtocolHeaders;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.policy.VendorNames;
import dev.cordon.engine.redact.Reading;
import org.jspecify.annotations.Nullable;

/** What the name of a header or of a query parameter says of its value. */
final class HeadNames {
  /** What vendors call theirs. */
  private static final VendorNames VENDORS = VendorCatalogue.builtIn().names();

  /** Headers that name a version, a request, a project or a program. */
  private static final NameSet IDENTIFIERS =
      new NameSet("idempotency-key", "user-agent", "via", "x-correlation-id", "x-request-id");

  /** Query parameters that authenticate, beside the vendors' own. */
  private static final NameSet KEY_PARAMETERS =
      new NameSet(
          "api-key",
          "api_key",
          "apikey",
          "access_token",
          "access-token",
          "token",
          "auth",
          "sig",
          "signature",
          "subscription-key",
          "code");

  /** Words in the names of headers that tell of people. */
  private static final NameSet PEOPLE =
      new NameSet(
          "applicant",
          "author",
          "baggage",
          "beneficiary",
          "citizen",
          "contact",
          "customer",
          "displayname",
          "employee",
          "firstname",
          "from",
          "fullname",
          "guest",
          "insured",
          "lastname",
          "member",
          "metadata",
          "owner",
          "patient",
          "person",
          "preferred_username",
          "recipient",
          "sender",
          "student",
          "subscriber",
          "surname",
          "user",
          "username");

  private HeadNames() {}

  /**
   * Tells as what to read a header; null for one that is left alone.
   *
   * @param header its name, in any case
   */
  static @Nullable Reading reading(String header) {
    if (ProtocolHeaders.contains(header) || TraceHeaders.isContext(header)) {
      return null;
    }
    if (begins(header, "x-amz-meta-")) {
      return Reading.VALUE;
    }
    if (IDENTIFIERS.contains(header)
        || VENDORS.isIdentifierHeader(header)
        || begins(header, "x-amz-")) {
      return Reading.IDENTIFIER;
    }
    return TraceHeaders.isBaggage(header) || tellsOfPeople(header) ? Reading.PROSE : Reading.VALUE;
  }

  /** Tells whether a header can't authenticate, whatever it holds. */
  static boolean neverAuthenticates(String header) {
    return TraceHeaders.isBaggage(header)
        || IDENTIFIERS.contains(header)
        || VENDORS.isIdentifierHeader(header)
        || begins(header, "x-amz-meta-");
  }

  private static boolean tellsOfPeople(String header) {
    int from = 0;
    for (int i = 0; i <= header.length(); i++) {
      if (i == header.length() || header.charAt(i) == '-' || header.charAt(i) == '_') {
        if (i - from > 3 && PEOPLE.contains(header.substring(from, i))) {
          return true;
        }
        from = i + 1;
      }
    }
    return false;
  }

  static boolean isProtocolParameter(String name) {
    return KEY_PARAMETERS.contains(name)
        || VENDORS.isProtocolParameter(name)
        || begins(name, "x-amz-");
  }

  /** Tells whether a query parameter authenticates, by its decoded name in any case. */
  static boolean isKeyParameter(String name) {
    return KEY_PARAMETERS.contains(name) || VENDORS.isKeyParameter(name);
  }

  private static boolean begins(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
