package dev.cordon.agent.host;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Lets an observer work by the agent's own rights: under a security manager, the application whose
 * call it learns of may neither read properties nor connect to a telemetry backend. Thread-safe if
 * the observer is.
 */
final class PrivilegedObserver implements ExchangeObserver {
  private final ExchangeObserver observer;

  private PrivilegedObserver(ExchangeObserver observer) {
    this.observer = observer;
  }

  /** Returns the observer itself where no security manager is. */
  static ExchangeObserver of(ExchangeObserver observer) {
    try {
      return System.getSecurityManager() == null ? observer : new PrivilegedObserver(observer);
    } catch (NoSuchMethodError e) {
      return observer; // a JDK that has no security managers any more
    }
  }

  @Override
  public boolean recordsCallers() {
    return observer.recordsCallers();
  }

  @Override
  public @Nullable Object started(ExchangeRecord record) {
    return AccessController.doPrivileged(
        (PrivilegedAction<@Nullable Object>) () -> observer.started(record));
  }

  @Override
  public void judging(ExchangeRecord record, byte[] body, @Nullable Object state) {
    run(() -> observer.judging(record, body, state));
  }

  @Override
  public void sending(ExchangeRecord record, RequestHead head, @Nullable Object state) {
    run(() -> observer.sending(record, head, state));
  }

  @Override
  public Exchange.@Nullable Scope makeCurrent(@Nullable Object state) {
    return AccessController.doPrivileged(
        (PrivilegedAction<Exchange.@Nullable Scope>) () -> observer.makeCurrent(state));
  }

  @Override
  public @Nullable String objection() {
    return AccessController.doPrivileged((PrivilegedAction<@Nullable String>) observer::objection);
  }

  @Override
  public void ended(ExchangeRecord record, @Nullable Object state) {
    run(() -> observer.ended(record, state));
  }

  private static void run(Runnable action) {
    AccessController.doPrivileged(
        (PrivilegedAction<@Nullable Void>)
            () -> {
              action.run();
              return null;
            });
  }
}
