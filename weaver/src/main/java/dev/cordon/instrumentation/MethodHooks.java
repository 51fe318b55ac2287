package dev.cordon.instrumentation;

/**
 * The last step of describing a {@link Hook} in methods: when which advice runs. The advice class
 * is given by its binary name, the advice method by a name that is not overloaded. Immutable.
 */
public final class MethodHooks {
  private final Target target;

  MethodHooks(Target target) {
    this.target = target;
  }

  /** Hooks the entry: see {@link Hook.Kind#ENTRY}. */
  public Hook entry(String adviceClass, String adviceMethod) {
    return hook(Hook.Kind.ENTRY, adviceClass, adviceMethod);
  }

  /** Hooks the entry to replace arguments: see {@link Hook.Kind#ARGUMENTS}. */
  public Hook arguments(String adviceClass, String adviceMethod) {
    return hook(Hook.Kind.ARGUMENTS, adviceClass, adviceMethod);
  }

  /**
   * Hooks the normal return: see {@link Hook.Kind#RETURN}.
   *
   * @throws IllegalArgumentException when the descriptor says that nothing is returned
   */
  public Hook onReturn(String adviceClass, String adviceMethod) {
    if (target.returnsVoid()) {
      throw new IllegalArgumentException(
          target + " returns nothing that advice could replace: use exit");
    }
    return hook(Hook.Kind.RETURN, adviceClass, adviceMethod);
  }

  /** Hooks return and throw: see {@link Hook.Kind#EXIT}. */
  public Hook exit(String adviceClass, String adviceMethod) {
    return hook(Hook.Kind.EXIT, adviceClass, adviceMethod);
  }

  private Hook hook(Hook.Kind kind, String adviceClass, String adviceMethod) {
    return new Hook(target, kind, adviceClass, adviceMethod);
  }
}
