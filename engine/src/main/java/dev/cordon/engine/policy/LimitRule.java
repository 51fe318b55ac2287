package dev.cordon.engine.policy;

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
    SERVICE
  }

  /** What becomes of a call that is over a limit. */
  public enum Over {
    /** It is refused. */
    REFUSE,
    /** It goes on, and its record tells. */
    WARN
  }

  private final String name;
  private final Of of;
  private final long amount;
  private final long seconds;
  private final List<Per> per;
  private final Over over;
  private final String text;

  LimitRule(String name, Of of, long amount, long seconds, String text, List<Per> per, Over over) {
    this.name = name;
    this.of = of;
    this.amount = amount;
    this.seconds = seconds;
    this.text = text;
    this.per = Collections.unmodifiableList(per);
    this.over = over;
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

  /** Returns how much may be used in a period. */
  public long amount() {
    return amount;
  }

  /** Returns the period in seconds; 0 for calls at once. */
  public long seconds() {
    return seconds;
  }

  /** Returns by what is counted apart. */
  public List<Per> per() {
    return per;
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
    return other instanceof LimitRule && identity().equals(((LimitRule) other).identity());
  }

  @Override
  public int hashCode() {
    return identity().hashCode();
  }

  private String identity() {
    return name + ' ' + of + ' ' + amount + ' ' + seconds + ' ' + per;
  }
}
