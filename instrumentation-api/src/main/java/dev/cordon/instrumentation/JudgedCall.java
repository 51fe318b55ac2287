package dev.cordon.instrumentation;

import dev.cordon.engine.HeaderSource;
import org.jspecify.annotations.Nullable;

/**
 * A call that was judged, for clients that know their calls by an object of theirs through all the
 * requests by which they follow redirects and answer challenges, and that push what comes to
 * listeners. It ends with its last answer, or when the client says so. Thread-safe. Refers to
 * nothing of the library's.
 */
public final class JudgedCall {
  private final Decision decision;
  private volatile @Nullable AnswerPush push;

  private JudgedCall(Decision decision) {
    this.decision = decision;
  }

  /**
   * The calls of one library. Held in a static field of advice. Thread-safe.
   *
   * @param <K> the library's type that a call is known by
   */
  public static final class Calls<K> {
    private final Attached<K, JudgedCall> calls = new Attached<K, JudgedCall>();

    /** Makes an empty map. */
    public Calls() {}

    /** Returns what is known of a call, or null. */
    public @Nullable JudgedCall of(K key) {
      return calls.get(key);
    }

    /**
     * Begins to know a call; one that was known by the same object has ended.
     *
     * @param key the library's object
     * @param decision what was decided
     * @return the call
     */
    public JudgedCall begin(K key, Decision decision) {
      JudgedCall judged = new JudgedCall(decision);
      JudgedCall earlier = calls.put(key, judged);
      if (earlier != null) {
        earlier.decision.complete();
      }
      return judged;
    }
  }

  /** Returns what was decided. */
  public Decision decision() {
    return decision;
  }

  /**
   * Begins an answer.
   *
   * @param isLast whether the application gets it; else the client acts upon it, and may hand it on
   * @param status its HTTP status
   * @param headers its headers
   * @param mayHaveBody false where none comes
   * @return what to do with it
   */
  public AnswerPlan answer(boolean isLast, int status, HeaderSource headers, boolean mayHaveBody) {
    return isLast
        ? decision.answer(status, headers, mayHaveBody)
        : decision.attempted(status, headers, mayHaveBody);
  }

  /**
   * Keeps what the answer goes through whose headers are there; null for one that goes as it is.
   */
  public void push(@Nullable AnswerPush next) {
    push = next;
  }

  /** Returns it, or null. */
  public @Nullable AnswerPush push() {
    return push;
  }

  /**
   * Ends the call.
   *
   * @param failure what broke it, or null when its last answer is there
   */
  public void end(@Nullable Throwable failure) {
    AnswerPush open = push;
    push = null;
    if (failure == null) {
      decision.complete();
      return;
    }
    if (open != null) {
      open.abort(failure);
    }
    decision.fail(failure);
  }
}
