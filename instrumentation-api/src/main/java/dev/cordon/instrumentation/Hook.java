package dev.cordon.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * One place in a library and the advice that runs there. Immutable.
 *
 * <p>An entry hook runs before the method's body. Its advice is a public static method {@code
 * Object advice(Self self, …)} with the method's own parameters. Null means "go on"; any other
 * value is returned to the caller in the method's place. An advice that takes a call over may call
 * the hooked method again itself: it recognises its own call by what it passes.
 *
 * <p>A return hook runs when the method returns normally. Its advice is {@code R advice(Self self,
 * R result)}; the caller gets what it returns.
 */
public final class Hook {
  /** When an advice runs. */
  public enum Kind {
    /** Before the body. */
    ENTRY,
    /** After a normal return. */
    RETURN
  }

  private final Kind kind;
  private final String className;
  private final String methodName;
  private final @Nullable String descriptor;
  private final String adviceClass;
  private final String adviceMethod;

  private Hook(
      Kind kind,
      String className,
      String methodName,
      @Nullable String descriptor,
      String adviceClass,
      String adviceMethod) {
    this.kind = kind;
    this.className = className;
    this.methodName = methodName;
    this.descriptor = descriptor;
    this.adviceClass = adviceClass;
    this.adviceMethod = adviceMethod;
  }

  /**
   * Makes an entry hook on an instance method that is not a constructor.
   *
   * @param className the class's binary name, with dots
   * @param methodName the method's name
   * @param descriptor the method's descriptor, or null for every method of the name
   * @param adviceClass the advice class's binary name
   * @param adviceMethod the advice method's name; it is not overloaded
   * @return the hook
   */
  public static Hook onEntry(
      String className,
      String methodName,
      @Nullable String descriptor,
      String adviceClass,
      String adviceMethod) {
    return new Hook(Kind.ENTRY, className, methodName, descriptor, adviceClass, adviceMethod);
  }

  /**
   * Makes a return hook on an instance method that returns an object.
   *
   * @param className the class's binary name, with dots
   * @param methodName the method's name
   * @param descriptor the method's descriptor, or null for every method of the name
   * @param adviceClass the advice class's binary name
   * @param adviceMethod the advice method's name; it is not overloaded
   * @return the hook
   */
  public static Hook onReturn(
      String className,
      String methodName,
      @Nullable String descriptor,
      String adviceClass,
      String adviceMethod) {
    return new Hook(Kind.RETURN, className, methodName, descriptor, adviceClass, adviceMethod);
  }

  /** Returns when the advice runs. */
  public Kind kind() {
    return kind;
  }

  /** Returns the hooked class's binary name. */
  public String className() {
    return className;
  }

  /** Returns the hooked method's name. */
  public String methodName() {
    return methodName;
  }

  /** Returns the hooked method's descriptor, or null for every method of the name. */
  public @Nullable String descriptor() {
    return descriptor;
  }

  /** Returns the advice class's binary name. */
  public String adviceClass() {
    return adviceClass;
  }

  /** Returns the advice method's name. */
  public String adviceMethod() {
    return adviceMethod;
  }
}
