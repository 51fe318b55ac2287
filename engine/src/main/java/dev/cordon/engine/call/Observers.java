package dev.cordon.engine.call;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.Faults;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import org.jspecify.annotations.Nullable;

/** The observers of one Exchange and what each keeps for it. Not thread-safe. */
final class Observers {
  private final ExchangeObserver[] observers;
  private final Faults faults;
  private final @Nullable Object[] states;

  Observers(ExchangeObserver[] observers, Faults faults) {
    this.observers = observers;
    this.faults = faults;
    this.states = new Object[observers.length];
  }

  void started(ExchangeRecord record) {
    for (int i = 0; i < observers.length; i++) {
      try {
        states[i] = observers[i].started(record);
      } catch (Throwable fault) {
        faults.report("an observer", fault, "the call goes on");
      }
    }
  }

  void judging(ExchangeRecord record, byte[] body) {
    for (int i = 0; i < observers.length; i++) {
      try {
        observers[i].judging(record, body, states[i]);
      } catch (Throwable fault) {
        faults.report("an observer", fault, "the call goes on");
      }
    }
  }

  void sending(ExchangeRecord record, RequestHead head) {
    for (int i = 0; i < observers.length; i++) {
      try {
        observers[i].sending(record, head, states[i]);
      } catch (Throwable fault) {
        faults.report("an observer", fault, "the call goes on");
      }
    }
  }

  /** Returns why no call may go out, or null. An observer that fails has no objection. */
  @Nullable String objection() {
    for (ExchangeObserver observer : observers) {
      try {
        String objection = observer.objection();
        if (objection != null) {
          return objection;
        }
      } catch (Throwable fault) {
        faults.report("an observer", fault, "the call goes on");
      }
    }
    return null;
  }

  void ended(ExchangeRecord record) {
    for (int i = observers.length - 1; i >= 0; i--) {
      try {
        observers[i].ended(record, states[i]);
      } catch (Throwable fault) {
        faults.report("an observer", fault, "the call goes on");
      }
    }
  }

  Exchange.Scope makeCurrent() {
    Exchange.Scope all = Exchange.Scope.NOOP;
    for (int i = 0; i < observers.length; i++) {
      try {
        Exchange.Scope scope = observers[i].makeCurrent(states[i]);
        if (scope != null) {
          all = all == Exchange.Scope.NOOP ? new Safe(scope, faults) : new Both(all, scope, faults);
        }
      } catch (Throwable fault) {
        faults.report("an observer", fault, "the call goes on");
      }
    }
    return all;
  }

  private static class Safe implements Exchange.Scope {
    private final Exchange.Scope scope;
    private final Faults faults;

    Safe(Exchange.Scope scope, Faults faults) {
      this.scope = scope;
      this.faults = faults;
    }

    @Override
    public void close() {
      try {
        scope.close();
      } catch (Throwable fault) {
        faults.report("an observer", fault, "the call goes on");
      }
    }
  }

  private static final class Both extends Safe {
    private final Exchange.Scope first;

    Both(Exchange.Scope first, Exchange.Scope second, Faults faults) {
      super(second, faults);
      this.first = first;
    }

    @Override
    public void close() {
      super.close();
      first.close();
    }
  }
}
