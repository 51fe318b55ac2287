package dev.cordon.engine.facts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a vendor charges for the tokens of a model, and who says so. Immutable and thread-safe. */
public final class Price {
  /** What has a price of its own. */
  public enum Kind {
    /** Tokens read, but for those below. */
    INPUT,
    /** Tokens read from the vendor's cache. */
    CACHED,
    /** Tokens written to the vendor's cache. */
    CACHE_WRITE,
    /** Tokens written to the vendor's cache to stay there for longer. */
    LONG_CACHE_WRITE,
    /** Tokens written, reasoning included. */
    OUTPUT;

    /** Returns the name in files and policies, such as {@code cache_write}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the names of all kinds, in order. */
    public static List<String> ids() {
      List<String> ids = new ArrayList<>();
      for (Kind kind : values()) {
        ids.add(kind.id());
      }
      return Collections.unmodifiableList(ids);
    }
  }

  /** What is not known. */
  public static final long UNKNOWN = -1;

  /** Nobody charges more than a dollar a token. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  /** A price of a dollar for a million tokens, per token in millionths of a millionth dollar. */
  private static final int DECIMALS = 6;

  private static final int PICO_A_NANO = 1000;
  private static final Kind[] KINDS = Kind.values();

  private final long[] rates;
  private final long over;
  private final long @Nullable [] longRates;
  private final @Nullable String date;
  private final @Nullable String source;
  private final @Nullable String note;

  /**
   * Makes a price.
   *
   * @param rates by {@link Kind}, as {@link #rate} reads them; {@link #UNKNOWN} where nobody says
   * @param over for calls that read more tokens than that the next prices hold
   * @param longRates these; null where nobody says them
   * @param date when the source said so, as ISO date; null when that is not told
   * @param source where it says so; null when that is not told
   * @param note what the prices leave out, in one line
   */
  public Price(
      long[] rates,
      long over,
      long @Nullable [] longRates,
      @Nullable String date,
      @Nullable String source,
      @Nullable String note) {
    this.rates = rates.clone();
    this.over = over;
    this.longRates = longRates == null ? null : longRates.clone();
    this.date = date;
    this.source = source;
    this.note = note;
  }

  /**
   * Reads dollars per million tokens.
   *
   * @return the price of a token in millionths of a millionth dollar, or {@link #UNKNOWN} when the
   *     text is no such price
   */
  public static long rate(String text) {
    if (!text.matches("[0-9]{1,7}(\\.[0-9]{1,6})?")) {
      return UNKNOWN;
    }
    BigDecimal dollars = new BigDecimal(text);
    return dollars.compareTo(MOST) > 0
        ? UNKNOWN
        : dollars.movePointRight(DECIMALS).longValueExact();
  }

  /** Returns rates of which none is known. */
  public static long[] noRates() {
    long[] none = new long[KINDS.length];
    Arrays.fill(none, UNKNOWN);
    return none;
  }

  /**
   * Returns what a call costs in billionths of a dollar, rounded up, or {@link #UNKNOWN} when it
   * uses what has no known price here.
   *
   * @param used how many tokens, by {@link Kind}: each is in one of them
   */
  public long nanos(long[] used) {
    long read = 0;
    for (Kind kind : KINDS) {
      long tokens = used[kind.ordinal()];
      if (tokens < 0) {
        return UNKNOWN; // parts that are more than the whole
      }
      read += kind == Kind.OUTPUT ? 0 : tokens;
    }
    long[] charged = read > over ? longRates : rates;
    return charged == null ? UNKNOWN : nanos(used, charged);
  }

  private static long nanos(long[] used, long[] charged) {
    long sum = 0;
    try {
      for (int i = 0; i < KINDS.length; i++) {
        if (used[i] > 0 && charged[i] < 0) {
          return UNKNOWN;
        }
        sum = Math.addExact(sum, Math.multiplyExact(used[i], Math.max(0, charged[i])));
      }
    } catch (ArithmeticException tooMuch) {
      return UNKNOWN;
    }
    return sum / PICO_A_NANO + (sum % PICO_A_NANO == 0 ? 0 : 1);
  }

  /** Tells whether nothing is charged, however much is used. */
  public boolean isFree() {
    return Arrays.stream(rates).max().orElse(UNKNOWN) == 0 && over == Long.MAX_VALUE;
  }

  /**
   * Returns what a call may cost that has not been made, in billionths of a dollar; {@link
   * Long#MAX_VALUE} when that is more than can be counted.
   *
   * @param input roughly how many tokens it reads
   * @param output how many it may write
   */
  public long estimate(long input, long output) {
    long[] used = new long[KINDS.length];
    used[Kind.INPUT.ordinal()] = input;
    used[Kind.OUTPUT.ordinal()] = rates[Kind.OUTPUT.ordinal()] < 0 ? 0 : output;
    long nanos = nanos(used);
    nanos = nanos == UNKNOWN ? nanos(used, rates) : nanos;
    boolean tooMuch = nanos == UNKNOWN && rates[Kind.INPUT.ordinal()] >= 0;
    return tooMuch ? Long.MAX_VALUE : Math.max(0, nanos);
  }

  /** Returns the day of the source, such as {@code 2026-10-18}; null when none is given. */
  public @Nullable String date() {
    return date;
  }

  /** Returns where it is said: an address, or the user's own words; null when nowhere. */
  public @Nullable String source() {
    return source;
  }

  /** Returns what the prices leave out; null when that is nothing. */
  public @Nullable String note() {
    return note;
  }

  /** Returns the prices as the file has them: {@code input 2 output 8}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, rates);
    if (over < Long.MAX_VALUE) {
      text.append("; over ").append(over);
      if (longRates == null) {
        text.append(" unknown");
      } else {
        append(text, longRates);
      }
    }
    return text.toString().trim();
  }

  private static void append(StringBuilder text, long[] rates) {
    for (Kind kind : KINDS) {
      long rate = rates[kind.ordinal()];
      if (rate >= 0) {
        BigDecimal dollars = BigDecimal.valueOf(rate, DECIMALS).stripTrailingZeros();
        text.append(' ').append(kind.id()).append(' ').append(dollars.toPlainString());
      }
    }
  }
}
