package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy's exceptions. They count only as a signed whole: where the file or its signature is not
 * as it should be, none does, and the policy holds without them. Thread-safe.
 */
public final class Exemptions {
  static final Exemptions NONE =
      new Exemptions(
          Collections.<Exemption>emptyList(), Collections.<PolicyProblem>emptyList(), 0, "", 0);

  private static final long DAY = 86_400_000L;

  /** How far clocks of one company may be apart. */
  private static final long APART = 300_000L;

  private static final long BEGUN_NANOS = System.nanoTime();
  private static final long BEGUN_MILLIS = System.currentTimeMillis();

  private final List<Exemption> all;
  private final List<PolicyProblem> problems;
  private final long signed;
  private final String signer;
  private final long warnMillis;
  private final Set<String> told = new HashSet<>();

  /**
   * Makes a set.
   *
   * @param all the exceptions, in the order of their file
   * @param problems why none counts; empty when they do
   * @param signed when they were signed, milliseconds since the epoch
   * @param signer the fingerprint of the key
   * @param warnMillis how long before its end an exception is warned of
   */
  Exemptions(
      List<Exemption> all,
      List<PolicyProblem> problems,
      long signed,
      String signer,
      long warnMillis) {
    this.all = problems.isEmpty() ? all : Collections.<Exemption>emptyList();
    this.problems = problems;
    this.signed = signed;
    this.signer = signer;
    this.warnMillis = warnMillis;
  }

  /** What an exception is at a time. */
  public enum State {
    /** It counts. */
    IN_FORCE,
    /** It counts, and ends soon. */
    ENDING,
    /** It counts later. */
    NOT_BEGUN,
    /** It counts no more. */
    ENDED,
    /** The clock shows a time before the signature's, so nobody knows whether it has ended. */
    CLOCK_IS_WRONG
  }

  /**
   * Returns the time by which exceptions end, milliseconds since the epoch. It never runs behind
   * what it was when the JVM began and the time since then: a clock that is set back, or goes
   * backwards, brings no exception back to life.
   */
  public static long now() {
    long since = (System.nanoTime() - BEGUN_NANOS) / 1_000_000;
    return later(BEGUN_MILLIS, since, System.currentTimeMillis());
  }

  /** The clock may be set back, and the time since the beginning stands still in a suspended VM. */
  static long later(long begun, long since, long clock) {
    return Math.max(begun + since, clock);
  }

  /** Reads a file of exceptions without a policy to compare it with, and without its signature. */
  public static Exemptions parse(String file, byte[] bytes) {
    return new ExemptionReader(null).parse(file, bytes);
  }

  /** Tells whether there are none. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns the exceptions, be they in force or not. */
  public List<Exemption> all() {
    return Collections.unmodifiableList(all);
  }

  /** Returns why no exception counts; empty when they do, or when there are none. */
  public List<PolicyProblem> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** Returns the fingerprint of the key that they were signed with. */
  public String signer() {
    return signer;
  }

  /** Returns what an exception is at a time, milliseconds since the epoch. */
  public State state(Exemption exception, long now) {
    if (now < signed - APART) {
      return State.CLOCK_IS_WRONG;
    }
    if (now >= exception.until) {
      return State.ENDED;
    }
    if (now < exception.from) {
      return State.NOT_BEGUN;
    }
    return now >= exception.until - warnMillis ? State.ENDING : State.IN_FORCE;
  }

  private boolean counts(Exemption exception, long now) {
    State state = state(exception, now);
    return state == State.IN_FORCE || state == State.ENDING;
  }

  /**
   * Returns the exception that lifts a rule for a call, or null.
   *
   * @param rule the policy's key
   * @param model the model that the rule is about; null for none
   * @param vendor who receives the call, null when not in the catalogue
   * @param host where it goes, null when not known
   * @param caller what policy calls the caller, null when no rule names the caller
   * @param service the service's name
   */
  public @Nullable Exemption lifting(
      String rule,
      @Nullable String model,
      @Nullable String vendor,
      @Nullable String host,
      @Nullable String caller,
      String service) {
    for (Exemption exception : all) {
      if (exception.covers(rule)
          && exception.fits(vendor, host, caller, service)
          && exception.fitsModel(model)
          && counts(exception, now())) {
        return exception;
      }
    }
    return null;
  }

  /** Returns the exception by which findings of a type are left in a call's request, or null. */
  public @Nullable Exemption leaving(
      DataType type,
      @Nullable String vendor,
      @Nullable String host,
      @Nullable String caller,
      String service) {
    for (Exemption exception : all) {
      if (exception.covers(Exemption.REDACT)
          && exception.fitsType(type)
          && exception.fits(vendor, host, caller, service)
          && counts(exception, now())) {
        return exception;
      }
    }
    return null;
  }

  /**
   * Returns what an operator should know of exceptions that end soon, have ended, or don't count
   * because of the clock; each once, a sentence each.
   *
   * @param now milliseconds since the epoch
   */
  public synchronized List<String> news(long now) {
    List<String> news = new ArrayList<>();
    for (Exemption exception : all) {
      State state = state(exception, now);
      boolean worth = state != State.IN_FORCE && state != State.NOT_BEGUN;
      if (worth && told.add(state + " " + exception.name())) {
        news.add(sentence(exception, state, now));
      }
    }
    return news;
  }

  private String sentence(Exemption exception, State state, long now) {
    String who = "the exception " + exception.name() + " (owner: " + exception.owner() + ") ";
    String rules = String.join(", ", exception.rules());
    switch (state) {
      case ENDING:
        return who + "ends " + in(exception.until - now) + "; " + rules + " counts again then";
      case ENDED:
        return who + "has ended; " + rules + " counts again";
      default:
        return who
            + "does not count: the clock shows a time before "
            + Instant.ofEpochMilli(signed)
            + ", when it was signed";
    }
  }

  private static String in(long millis) {
    long days = millis / DAY;
    if (days == 0) {
      return "in less than a day";
    }
    return "in " + days + (days == 1 ? " day" : " days");
  }
}
