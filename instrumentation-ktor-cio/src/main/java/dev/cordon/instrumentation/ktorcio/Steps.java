package dev.cordon.instrumentation.ktorcio;

import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;

/**
 * A suspend function written by hand, in the shape that the Kotlin compiler gives one: each step
 * calls a suspend function with this object, which either returns at once or has the next step run
 * later, on the dispatcher of whoever called. Used by one thread at a time.
 */
@SuppressWarnings("serial") // Kotlin's base class says so of all, and nobody writes one
abstract class Steps extends ContinuationImpl {
  /** What a suspend function returns that will go on later. */
  static final Object SUSPENDED = IntrinsicsKt.getCOROUTINE_SUSPENDED();

  private boolean isEnded;

  /** Makes one; {@code then} takes its result when it doesn't return it. */
  Steps(Continuation<?> then) {
    super(Steps.<Object>as(then));
  }

  /**
   * Runs the first steps.
   *
   * @return the result, or {@link #SUSPENDED}; throws, unchecked, what a step throws
   */
  final Object begin() {
    return invokeSuspend(Unit.INSTANCE);
  }

  @Override
  protected final Object invokeSuspend(Object result) {
    try {
      ResultKt.throwOnFailure(result);
      Object now = result;
      do {
        now = next(now);
      } while (now != SUSPENDED && !isEnded);
      return now;
    } catch (Throwable failure) {
      throw Steps.<RuntimeException>same(failed(failure));
    }
  }

  /**
   * Takes the next step.
   *
   * @param result what the last one was waiting for
   * @return what a suspend function returned, or {@link #end}
   */
  abstract Object next(Object result) throws Throwable;

  /**
   * Learns that a step failed, or what it was waiting for.
   *
   * @return what goes on in its place; usually the very object
   */
  abstract Throwable failed(Throwable failure);

  /** Ends with a result. */
  final Object end(Object result) {
    isEnded = true;
    return result;
  }

  /** Returns a continuation as one of what a suspend function gives: each takes anything. */
  @SuppressWarnings("unchecked")
  static <T> Continuation<T> as(Continuation<?> then) {
    return (Continuation<T>) then;
  }

  /** Throws what isn't declared, as Kotlin's functions do; returns nothing. */
  @SuppressWarnings("unchecked")
  static <X extends Throwable> RuntimeException same(Throwable failure) throws X {
    throw (X) failure;
  }
}
