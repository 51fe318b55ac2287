package dev.cordon.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * What entry advice returns to make the application's call in the method's place, and exit advice
 * to throw or return something else. It runs right after the advice and outside its guard: what it
 * throws is the application's.
 *
 * <p>The line between the two is the line that a fault of ours must not cross. Before it, nothing
 * was sent, and a fault lets the original go on. Behind it the call is under way: it must not be
 * made again, and each throwable is taken for the library's.
 */
public interface TakeOver {
  /**
   * Makes the call.
   *
   * @return the method's result, boxed when it is primitive; null is null. What the method can't
   *     return, such as null for a primitive, is reported as a fault of ours, and the method
   *     returns its type's zero, false or null: the call was made and can't be made again
   * @throws Throwable what the application is to see; the very object
   */
  @Nullable Object call() throws Throwable;
}
