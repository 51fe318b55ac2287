package dev.cordon.instrumentation;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.Gate;
import org.jspecify.annotations.Nullable;

/**
 * Carries who makes a call from the application's thread to the one that sends it, for clients that
 * are governed where their bytes leave: by an object of the library's that goes the same way, or by
 * the thread while it sends. Thread-safe.
 *
 * <p>A hook of such a client says so for every request that it sees, be it with {@link
 * CallerMark#UNKNOWN}: the stack of a sending thread may hold whoever gave a connection back, and
 * nobody looks there for a request that carries a mark.
 */
public final class Callers {
  /** Under which a mark stands in a context of a library's. */
  public static final Object KEY = new Key("cordon.caller");

  /** Under which the path of the web request that is answered stands there. */
  public static final Object PATH = new Key("cordon.path");

  private static final Attached<Object, CallerMark> CARRIED = new Attached<>();
  private static final ThreadLocal<@Nullable Turn> SENDING = new ThreadLocal<>();

  private Callers() {}

  /** For whom a thread sends. */
  private static final class Turn {
    final CallerMark mark;
    final @Nullable Turn outer;

    Turn(CallerMark mark, @Nullable Turn outer) {
      this.mark = mark;
      this.outer = outer;
    }
  }

  /** Equal to nothing that an application makes. */
  private static final class Key {
    private final String name;

    Key(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Finds who is about to make a call. Costs a look at the policy where nobody asks, and then the
   * stack down to the nearest class of the application.
   *
   * @param where the client's name in reports of faults
   * @return null where nobody asks
   */
  public static @Nullable CallerMark find(String where) {
    try {
      Gate gate = Cordon.gate();
      return gate == null ? null : gate.caller();
    } catch (Throwable fault) {
      Cordon.fault(where + " caller", fault);
      return null;
    }
  }

  /**
   * Lets an object carry a mark; what it carried before is forgotten.
   *
   * @param carrier an object of the library's
   * @param mark null for nothing
   */
  public static void carry(Object carrier, @Nullable CallerMark mark) {
    if (mark == null) {
      CARRIED.remove(carrier);
    } else {
      CARRIED.put(carrier, mark);
    }
  }

  /**
   * Does the same where nobody's mark is somebody who is not known, as long as anybody asks.
   *
   * @param where the client's name in reports of faults
   * @param carrier an object of the library's
   * @param mark null for somebody who is not known
   */
  public static void carryOrUnknown(String where, Object carrier, @Nullable CallerMark mark) {
    CallerMark carried = mark;
    try {
      Gate gate = mark == null ? Cordon.gate() : null;
      carried = gate != null && gate.needsCaller() ? CallerMark.UNKNOWN : mark;
    } catch (Throwable fault) {
      Cordon.fault(where + " caller", fault);
    }
    carry(carrier, carried);
  }

  /** Returns what an object carries, or null. */
  public static @Nullable CallerMark carriedBy(Object carrier) {
    return CARRIED.get(carrier);
  }

  /**
   * Says for whom this thread sends until as many calls of {@link #endSending}: what fails at once
   * may lead to another request within.
   *
   * @param mark null for somebody who is not known
   */
  public static void beginSending(@Nullable CallerMark mark) {
    SENDING.set(new Turn(mark == null ? CallerMark.UNKNOWN : mark, SENDING.get()));
  }

  /** Ends what was begun last. */
  public static void endSending() {
    Turn last = SENDING.get();
    if (last == null || last.outer == null) {
      SENDING.remove();
    } else {
      SENDING.set(last.outer);
    }
  }

  /**
   * Returns for whom this thread sends, or whom one of these carries, which it then does no more.
   */
  static @Nullable CallerMark of(Object request, Object channel) {
    Turn sending = SENDING.get();
    if (sending != null) {
      return sending.mark;
    }
    CallerMark mark = CARRIED.remove(request);
    return mark == null ? CARRIED.remove(channel) : mark;
  }
}
