package dev.cordon.engine.head;

import dev.cordon.engine.TraceHeaders;
import dev.cordon.engine.redact.Reading;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a header says, whoever gets it. An application uses few names, so they are kept:
 * asking all the lists for each header of each call costs more than many a body. Immutable.
 */
final class HeaderName {
  /** A power of two. */
  private static final int KEPT = 256;

  /** How many places are tried for a name before another one has to go. */
  private static final int TRIED = 4;

  /** Longer ones are not kept. */
  private static final int LONGEST = 64;

  private static final AtomicReferenceArray<HeaderName> KNOWN = new AtomicReferenceArray<>(KEPT);

  private final String name;

  /** The name in lower case. */
  final String lower;

  /** As what to read the value; null for one that is left alone. */
  final @Nullable Reading reading;

  /** Whether it can't authenticate, whatever it holds. */
  final boolean neverAuthenticates;

  /** Whether it holds identifiers of a trace. */
  final boolean isContext;

  /** Whether it holds baggage. */
  final boolean isBaggage;

  private HeaderName(String name) {
    this.name = name;
    this.lower = name.toLowerCase(Locale.ROOT);
    this.reading = HeadNames.reading(name);
    this.neverAuthenticates = HeadNames.neverAuthenticates(name);
    this.isContext = TraceHeaders.isContext(name);
    this.isBaggage = TraceHeaders.isBaggage(name);
  }

  /**
   * Returns what a name says.
   *
   * @param name in any case
   */
  static HeaderName of(String name) {
    int hash = name.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (KEPT - 1);
    for (int i = 0; i < TRIED; i++) {
      HeaderName known = KNOWN.get((slot + i) & (KEPT - 1));
      if (known == null) {
        slot += i;
        break;
      }
      if (known.name.equals(name)) {
        return known;
      }
    }
    HeaderName made = new HeaderName(name);
    if (name.length() <= LONGEST) {
      KNOWN.set(slot & (KEPT - 1), made);
    }
    return made;
  }
}
