package dev.cordon.engine.activation;

import dev.cordon.engine.EngineLog;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reports faults of the engine: class names and code places, never a message, because a message may
 * hold content. The first ones in full, then one in a thousand. Thread-safe.
 */
public final class Faults {
  private static final int IN_FULL = 10;
  private static final int FRAMES = 6;

  private final EngineLog log;
  private final AtomicLong count = new AtomicLong();

  /**
   * Reports to a log.
   *
   * @param log the log
   */
  public Faults(EngineLog log) {
    this.log = log;
  }

  /**
   * Reports a fault.
   *
   * @param what what failed
   * @param fault why; its message goes nowhere
   * @param outcome what became of the call
   */
  public void report(String what, Throwable fault, String outcome) {
    long number = count.incrementAndGet();
    if (number > IN_FULL && number % 1000 != 0) {
      return;
    }
    try {
      StringBuilder text = new StringBuilder("fault ").append(number).append(" in ").append(what);
      text.append("; ").append(outcome).append(": ");
      describe(fault, text);
      Throwable cause = fault.getCause();
      if (cause != null && cause != fault) {
        describe(cause, text.append("; caused by "));
      }
      log.error(text.toString());
    } catch (Throwable ignored) {
      // Nothing may come back to the application, not even when memory or stack are at an end.
      count.incrementAndGet();
    }
  }

  private static void describe(Throwable fault, StringBuilder text) {
    text.append(fault.getClass().getName());
    StackTraceElement[] frames = fault.getStackTrace();
    for (int i = 0; i < frames.length && i < FRAMES; i++) {
      text.append(i == 0 ? " at " : " < ").append(frames[i].getClassName());
      text.append('.').append(frames[i].getMethodName());
      text.append(':').append(frames[i].getLineNumber());
    }
  }

  long count() {
    return count.get();
  }
}
