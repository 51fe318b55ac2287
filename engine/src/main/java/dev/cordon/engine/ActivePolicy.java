package dev.cordon.engine;

import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.redact.Redactor;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A policy and what was made ready for it. An Exchange keeps the one that it began with. */
final class ActivePolicy {
  private static final int IDLE = 8;

  final Policy policy;
  final VendorCatalogue vendors;
  final Scanner scanner;
  final TokenKey key;

  /** Redactors to use again. No thread-locals: threads may be many and virtual. */
  private final AtomicReferenceArray<Redactor> idle = new AtomicReferenceArray<>(IDLE);

  ActivePolicy(Policy policy, VendorCatalogue vendors, Scanner scanner, TokenKey key) {
    this.policy = policy;
    this.vendors = vendors;
    this.scanner = scanner;
    this.key = key;
  }

  boolean enforces() {
    return policy.mode() == Mode.ENFORCE;
  }

  /** Tells whether a call that the engine fails to judge is refused. */
  boolean refusesOnError() {
    return enforces() && policy.onError() == Fallback.BLOCK;
  }

  Redactor borrow() {
    for (int i = 0; i < IDLE; i++) {
      Redactor redactor = idle.get(i);
      if (redactor != null && idle.compareAndSet(i, redactor, null)) {
        return redactor;
      }
    }
    return new Redactor(policy, scanner, key);
  }

  /** Takes back a redactor that ended well. */
  void giveBack(Redactor redactor) {
    for (int i = 0; i < IDLE; i++) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, redactor)) {
        return;
      }
    }
  }
}
