package dev.cordon.instrumentation;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call of the application's, over all the requests that it takes: retries,
 * challenges and redirects. For clients that send on the thread that makes the call; calls may
 * nest. An object belongs to one thread.
 *
 * @param <E> the library's type of bodies, told apart by identity
 */
public final class Attempts<E> {
  private static final int REDIRECT = 307;

  private final @Nullable Attempts<E> outer;
  private @Nullable Decision decision;
  private @Nullable E judged;
  private @Nullable E sent;

  private Attempts(@Nullable Attempts<E> outer) {
    this.outer = outer;
  }

  /**
   * The calls under way on each thread, of one library. Thread-safe.
   *
   * @param <E> the library's type of bodies
   */
  public static final class Calls<E> {
    private final ThreadLocal<Attempts<E>> current = new ThreadLocal<Attempts<E>>();

    /** Begins a call. */
    public void begin() {
      current.set(new Attempts<E>(current.get()));
    }

    /** Returns the innermost call of this thread, null for none. */
    public @Nullable Attempts<E> current() {
      return current.get();
    }

    /** Ends the innermost call, and returns what is in force, null for none. */
    public @Nullable Decision end() {
      Attempts<E> ended = current.get();
      if (ended == null) {
        return null;
      }
      if (ended.outer == null) {
        current.remove();
      } else {
        current.set(ended.outer);
      }
      return ended.decision;
    }
  }

  /**
   * Returns the decision if it holds for a request too; null when it must be judged.
   *
   * @param head the request's head
   * @param entity its body, null for none
   */
  public @Nullable Decision repeated(RequestHead head, @Nullable E entity) {
    Decision made = decision;
    boolean same = entity == judged || (entity != null && entity == sent);
    return made != null && same && made.covers(head) ? made : null;
  }

  /**
   * Takes a decision in the place of an earlier one, whose answer was a redirect.
   *
   * @param made the decision
   * @param entity the body that it was made about, null for none
   */
  public void decided(Decision made, @Nullable E entity) {
    leave();
    decision = made;
    judged = entity;
    sent = null;
  }

  /** Returns the body that was sent for the judged one, null when that was sent itself. */
  public @Nullable E sent() {
    return sent;
  }

  /** Remembers the body that is sent for the judged one. */
  public void sent(E entity) {
    sent = entity;
  }

  /** Ends a call whose answer led elsewhere. */
  public void leave() {
    Decision earlier = decision;
    if (earlier != null && earlier.refusal() == null) {
      earlier.answer(REDIRECT, HeaderSource.NONE, false);
    }
    decision = null;
  }
}
