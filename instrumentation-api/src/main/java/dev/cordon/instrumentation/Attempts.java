package dev.cordon.instrumentation;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
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
  private final @Nullable Target target;
  private @Nullable Decision decision;
  private @Nullable E judged;
  private @Nullable E sent;

  private Attempts(@Nullable Attempts<E> outer, @Nullable Target target) {
    this.outer = outer;
    this.target = target;
  }

  /**
   * The calls under way on each thread, of one library. Thread-safe.
   *
   * @param <E> the library's type of bodies
   */
  public static final class Calls<E> {
    private final ThreadLocal<@Nullable Attempts<E>> current =
        new ThreadLocal<@Nullable Attempts<E>>();

    /** Begins a call. */
    public void begin() {
      begin(null);
    }

    /**
     * Begins a call.
     *
     * @param target where policy sent it; null when nowhere
     */
    public void begin(@Nullable Target target) {
      current.set(new Attempts<E>(current.get(), target));
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
      current.set(ended.outer); // null, too: its place on the thread serves the next call
      return ended.decision;
    }
  }

  /**
   * Returns a request's head as one that policy sent where it goes, if policy sent the call there.
   *
   * @param head the request's head
   */
  public RequestHead routed(RequestHead head) {
    return head.routed(target);
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
   * Returns the decision in force for a request that is no AI call: a redirect made it of one that
   * is, and what was sent there goes along, with {@link Decision#redirected} and {@link
   * Decision#editRedirected}. Null when there is none.
   */
  public @Nullable Decision elsewhere() {
    return decision;
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

  /** Ends a call whose answer led to another one. */
  private void leave() {
    Decision earlier = decision;
    if (earlier != null && earlier.refusal() == null) {
      earlier.answer(REDIRECT, HeaderSource.NONE, false);
    }
    decision = null;
  }
}
