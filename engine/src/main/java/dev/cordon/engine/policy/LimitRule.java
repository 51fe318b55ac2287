package dev.cordon.engine.policy;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of something may be used. Immutable. */
public final class LimitRule {
  /** What is counted. */
  public enum Of {
    /** Calls. */
    REQUESTS("requests"),
    /** Tokens read and written, as the answer tells. */
    TOKENS("tokens"),
    /** Tokens read. */
    INPUT_TOKENS("input tokens"),
    /** Tokens written. */
    OUTPUT_TOKENS("output tokens"),
    /** Bytes of requests as they are sent. */
    BYTES("bytes"),
    /** Millionths of a US dollar, as prices and the answer's tokens tell. */
    MONEY("USD"),
    /** Calls that have not ended. */
    AT_ONCE("at once");

    private final String words;

    Of(String words) {
      this.words = words;
    }

    /** Returns what a policy file calls it. */
    public String words() {
      return words;
    }
  }

  /** By what is counted apart. */
  public enum Per {
    /** What policy calls the caller, else the class. */
    CALLER,
    /** The user. */
    USER,
    /** The API key. */
    KEY,
    /** Who receives the call. */
    VENDOR,
    /** The model that is sent. */
    MODEL,
    /** The service. */
    SERVICE,
    /** Each label of what is sent. */
    LABEL,
    /** Each type of what was found in the request. */
    TYPE
  }

  /** What becomes of a call that is over a limit. */
  public enum Over {
    /** It is refused. */
    REFUSE,
    /** It goes on, and its record tells. */
    WARN
  }

  /** The period of the calendar's months, which have no number of seconds. */
  static final long MONTH = -1;

  /** In how many slices a sliding period is counted. */
  public static final int SLICES = 60;

  private final String name;
  private final Of of;
  private final long amount;
  private final long seconds;
  private final List<Per> per;
  private final Over over;
  private final String text;
  private final boolean sliding;
  private final long burst;
  private final String identity;
  private int shape;
  private int place;

  LimitRule(
      String name,
      Of of,
      long amount,
      long seconds,
      String text,
      boolean sliding,
      long burst,
      List<Per> per,
      Over over) {
    this.name = name;
    this.of = of;
    this.amount = amount;
    this.seconds = seconds;
    this.text = text;
    this.sliding = sliding;
    this.burst = burst;
    this.per = Collections.unmodifiableList(per);
    this.over = over;
    String form = (sliding ? " sliding" : "") + (burst == 0 ? "" : " burst " + burst);
    this.identity = name + ' ' + of + ' ' + amount + ' ' + seconds + ' ' + per + form;
  }

  /** Numbers the limits of a policy, before anybody asks them. */
  static void arrange(List<LimitRule> all) {
    List<List<Per>> shapes = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (LimitRule rule : all) {
      int shape = shapes.indexOf(rule.per);
      if (shape < 0) {
        shape = shapes.size();
        shapes.add(rule.per);
        sizes.add(0);
      }
      rule.shape = shape;
      rule.place = sizes.get(shape);
      sizes.set(shape, rule.place + 1);
    }
  }

  /** Returns the name that policy gives it. */
  public String name() {
    return name;
  }

  /** Returns its key in the policy file. */
  public String key() {
    return "limits." + name;
  }

  /** Returns what is counted. */
  public Of of() {
    return of;
  }

  /** Returns how much may be used in a period; of money millionths of a US dollar. */
  public long amount() {
    return amount;
  }

  /** Returns the period in seconds; 0 for calls at once, negative for a month. */
  public long seconds() {
    return seconds;
  }

  /** Tells whether the period is a month of the calendar. */
  public boolean isMonthly() {
    return seconds == MONTH;
  }

  /** Tells whether it holds for any stretch of its length, and not for periods of the clock. */
  public boolean isSliding() {
    return sliding;
  }

  /** Returns how much may be used at once, the rest being spread over the period; 0 for all. */
  public long burst() {
    return burst;
  }

  /**
   * Returns in how many seconds the next period of the clock begins, at least 1.
   *
   * @param millis the time, in milliseconds since the epoch
   */
  public long secondsToNext(long millis) {
    long now = Math.floorDiv(millis, 1000L);
    if (!isMonthly()) {
      return seconds == 0 ? 1 : Math.max(1, (period(millis) + 1) * seconds - now);
    }
    Instant next =
        YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC))
            .plusMonths(1)
            .atDay(1)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);
    return Math.max(1, next.getEpochSecond() - now);
  }

  /**
   * Returns the number of the period in which a time is, in UTC; those that follow each other are
   * counted up. Only for limits with a period.
   *
   * @param millis the time, in milliseconds since the epoch
   */
  public long period(long millis) {
    if (!isMonthly()) {
      return Math.floorDiv(millis, seconds * 1000);
    }
    return YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC))
        .getLong(ChronoField.PROLEPTIC_MONTH);
  }

  /** Tells whether amounts are known before a call; else they are estimates. */
  public boolean isExact() {
    return of == Of.REQUESTS || of == Of.BYTES;
  }

  /** Returns by what is counted apart. */
  public List<Per> per() {
    return per;
  }

  /**
   * Returns a number, from 0, that only limits of the policy have which are counted apart by the
   * same in this order.
   */
  public int shape() {
    return shape;
  }

  /** Returns its number, from 0, among the limits of its shape. */
  public int place() {
    return place;
  }

  /** Returns what becomes of a call that is over it. */
  public Over over() {
    return over;
  }

  /** Returns the amount as the policy file writes it. */
  public String text() {
    return text;
  }

  /** Two limits that count the same go on counting together when the policy changes. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof LimitRule && identity.equals(((LimitRule) other).identity));
  }

  @Override
  public int hashCode() {
    return identity.hashCode();
  }

  /** Returns what tells it from a limit that counts something else. */
  public String identity() {
    return identity;
  }
}
