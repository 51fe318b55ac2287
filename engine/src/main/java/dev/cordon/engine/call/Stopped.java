package dev.cordon.engine.call;

import dev.cordon.engine.policy.Policy;

/** Mode {@code stop}: every call is refused, whatever else policy says. */
final class Stopped extends Enforced {
  @Override
  String recordedAs() {
    return "stop";
  }

  @Override
  boolean refusesOnFault(Policy policy) {
    return true;
  }
}
