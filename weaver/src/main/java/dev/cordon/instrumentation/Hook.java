package dev.cordon.instrumentation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place in a library and the advice that runs there. Immutable. Described as a sentence:
 *
 * <pre>{@code
 * Hook.on("okhttp3.RealCall", "okhttp3.internal.connection.RealCall")
 *     .method("execute", "()Lokhttp3/Response;")
 *     .entry("dev.cordon.instrumentation.okhttp.CallAdvice", "onExecute")
 * }</pre>
 *
 * <p>Classes are named exactly, with dots; interfaces and superclasses don't match. Relocated
 * copies of a class are hooked too. A hook that can't work is an error where it is described or,
 * when only the library's class can tell, where it is woven: in a class that it names, it must find
 * a method (unless it is {@link #optional}).
 *
 * <h2>Advice</h2>
 *
 * Advice is a static method whose name is not overloaded. It takes the hooked object (not for
 * static methods), then the method's own parameters, under their types or wider ones:
 *
 * <table>
 * <caption>The shapes of advice</caption>
 * <tr><th>kind<th>advice<th>what it returns
 * <tr><td>{@link Kind#ENTRY}<td>{@code Object a(Self self, params…)}<td>null: go on; else the
 * method's result
 * <tr><td>{@link Kind#ARGUMENTS}<td>{@code Object[] a(Self self, params…)}, without self in
 * constructors<td>null: go on; else all arguments, in order, primitives boxed
 * <tr><td>{@link Kind#RETURN}<td>{@code R a(Self self, R result)}<td>the result
 * <tr><td>{@link Kind#EXIT}<td>{@code Object a(Self self, params…, R result, Throwable thrown)},
 * without result for void<td>null: what happened, happened; else the method's result
 * <tr><td>{@link Kind#CONSTRUCTED}<td>{@code void a(Self self, params…)}, of which the last may be
 * left out<td>nothing
 * </table>
 *
 * <p>Where null means "go on", {@link #NOTHING} stands for a result of null, and for the return of
 * a void method; a primitive result is boxed. Parameters are those that the method was called with,
 * even if it assigns to them. A leading parameter of type {@link
 * java.lang.invoke.MethodHandles.Lookup} gets the hooked class's own lookup, with which advice
 * reads private fields of the library.
 *
 * <h2>Whose exception it is</h2>
 *
 * Advice never throws into the application: what it throws is a fault of ours, is reported through
 * {@code Cordon.fault}, and the method goes on as if it were not hooked. There are two ways past
 * this guard:
 *
 * <ul>
 *   <li>Advice that makes the application's call in the method's place returns a {@link TakeOver},
 *       which runs outside the guard: what the library throws there reaches the application, the
 *       very object. Nothing may be sent before: after a fault, the original call would be sent
 *       once more.
 *   <li>A call that must not go on is stopped with {@link DeliberateException}.
 * </ul>
 *
 * <p>Several hooks on one method nest: the first in the list is the outermost.
 */
public final class Hook {
  /** When an advice runs, and what it may do. */
  public enum Kind {
    /** Before the body; may answer in the method's place. */
    ENTRY,
    /** Before the body, in constructors before {@code super(…)}; may replace the arguments. */
    ARGUMENTS,
    /** After a normal return; replaces the result. */
    RETURN,
    /** After a return or a throw; may replace either by a result. */
    EXIT,
    /**
     * After a constructor's normal end. Of a constructor that calls {@code this(…)}, both ends
     * count: advice sees the object twice.
     */
    CONSTRUCTED
  }

  /**
   * What advice returns where null means "go on", and the method is to return null, or is void.
   * Compared by identity.
   */
  public static final Object NOTHING =
      new Object() {
        @Override
        public String toString() {
          return "nothing";
        }
      };

  private final Target target;
  private final Kind kind;
  private final String adviceClass;
  private final String adviceMethod;
  private final @Nullable String refusalMethod;
  private final boolean optional;

  Hook(Target target, Kind kind, String adviceClass, String adviceMethod) {
    this(target, kind, adviceClass, adviceMethod, null, false);
  }

  private Hook(
      Target target,
      Kind kind,
      String adviceClass,
      String adviceMethod,
      @Nullable String refusalMethod,
      boolean optional) {
    this.target = target;
    this.kind = kind;
    this.adviceClass = Target.className(adviceClass);
    this.adviceMethod = Target.memberName(adviceMethod);
    this.refusalMethod = refusalMethod;
    this.optional = optional;
  }

  /**
   * Begins a hook.
   *
   * @param classNames the binary names of the classes that it is in, with dots; each version of a
   *     library may have another one of them
   * @throws IllegalArgumentException when there is none, or one isn't a binary name
   */
  public static ClassHooks on(String... classNames) {
    return new ClassHooks(classNames);
  }

  /**
   * Returns this hook for libraries of which some versions lack the method: where it is missing,
   * nothing is reported as long as another hook in the class finds its own.
   */
  public Hook optional() {
    return new Hook(target, kind, adviceClass, adviceMethod, refusalMethod, true);
  }

  /**
   * Returns this hook for a relocated copy of the library, whose types may have other names.
   *
   * @param prefix what stands before the copy's names, such as {@code com/example/shaded/}
   */
  public Hook inCopy(String prefix) {
    return new Hook(
        target.inCopy(prefix), kind, adviceClass, adviceMethod, refusalMethod, optional);
  }

  /**
   * Returns this hook with who refuses a call that the advice failed to judge: asked after a fault
   * of the advice where policy says that such calls don't leave ({@code on_error: block} in mode
   * {@code enforce}). It tells from as little of the request as it can whether it is an AI call at
   * all, see {@code Call.faulty}; a fault of its own lets the method go on. Without it, a fault of
   * the advice does that.
   *
   * @param method a method of the advice's class, in the same shape as the advice
   * @throws IllegalStateException for exits: by then the call was made
   */
  public Hook refusing(String method) {
    if (kind == Kind.EXIT) {
      throw new IllegalStateException("an exit comes too late to refuse a call: " + this);
    }
    return new Hook(target, kind, adviceClass, adviceMethod, Target.memberName(method), optional);
  }

  /** Returns when the advice runs. */
  public Kind kind() {
    return kind;
  }

  /** Returns the binary names of the hooked classes; unmodifiable. */
  public List<String> classNames() {
    return target.classNames();
  }

  /** Returns the names of the hooked methods, {@code <init>} for constructors; unmodifiable. */
  public List<String> methodNames() {
    return target.methodNames();
  }

  /** Returns the descriptor of the hooked methods, or null for every one of the names. */
  public @Nullable String descriptor() {
    return target.descriptor();
  }

  /** Tells whether the hook is in a static method. */
  public boolean isStatic() {
    return target.isStatic();
  }

  /** Tells whether the hook is in constructors. */
  public boolean isConstructor() {
    return target.isConstructor();
  }

  /** Tells whether a class that is named may lack the method. */
  public boolean isOptional() {
    return optional;
  }

  /**
   * Tells whether a method is hooked.
   *
   * @param isStatic whether it is static
   * @param name its name, {@code <init>} for constructors
   * @param descriptor its descriptor
   */
  public boolean matches(boolean isStatic, String name, String descriptor) {
    return target.matches(isStatic, name, descriptor);
  }

  /** Returns the advice class's binary name. */
  public String adviceClass() {
    return adviceClass;
  }

  /** Returns the advice method's name. */
  public String adviceMethod() {
    return adviceMethod;
  }

  /** Returns the name of the method that refuses a call after a fault, or null for none. */
  public @Nullable String refusalMethod() {
    return refusalMethod;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hook && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** Returns the place, the kind and the advice, for messages. */
  @Override
  public String toString() {
    String refusal = refusalMethod == null ? "" : ", else " + refusalMethod;
    String advice = adviceClass + "." + adviceMethod + refusal;
    return target + " " + kind + " -> " + advice + (optional ? "?" : "");
  }
}
