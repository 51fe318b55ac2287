package dev.cordon.instrumentation;

/**
 * The last step of describing a {@link Hook} in constructors. A constructor can't be answered in
 * its place, and what it throws can't be caught: there is no entry and no exit here. Immutable.
 */
public final class ConstructorHooks {
  private final Target target;

  ConstructorHooks(Target target) {
    this.target = target;
  }

  /** Hooks the start, before {@code super(…)}: see {@link Hook.Kind#ARGUMENTS}. */
  public Hook arguments(String adviceClass, String adviceMethod) {
    return new Hook(target, Hook.Kind.ARGUMENTS, adviceClass, adviceMethod);
  }

  /** Hooks the normal end: see {@link Hook.Kind#CONSTRUCTED}. */
  public Hook constructed(String adviceClass, String adviceMethod) {
    return new Hook(target, Hook.Kind.CONSTRUCTED, adviceClass, adviceMethod);
  }
}
