package dev.cordon.instrumentation;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The second step of describing a {@link Hook}: which methods of its classes. Immutable. */
public final class ClassHooks {
  private final List<String> classNames;

  ClassHooks(String... classNames) {
    this.classNames = Target.classNames(classNames);
  }

  /** Chooses every instance method of a name. */
  public MethodHooks method(String name) {
    return new MethodHooks(target(false, name, null));
  }

  /**
   * Chooses one instance method.
   *
   * @param name its name
   * @param descriptor its descriptor, such as {@code (I)Ljava/lang/String;}
   */
  public MethodHooks method(String name, String descriptor) {
    return new MethodHooks(target(false, name, descriptor));
  }

  /**
   * Chooses every instance method that has one of the names: for methods that were renamed between
   * versions of a library. A class must have at least one.
   */
  public MethodHooks methods(String... names) {
    return new MethodHooks(new Target(classNames, false, Target.methodNames(names), null));
  }

  /** Chooses every static method of a name. */
  public MethodHooks staticMethod(String name) {
    return new MethodHooks(target(true, name, null));
  }

  /**
   * Chooses one static method.
   *
   * @param name its name
   * @param descriptor its descriptor
   */
  public MethodHooks staticMethod(String name, String descriptor) {
    return new MethodHooks(target(true, name, descriptor));
  }

  /** Chooses every constructor. */
  public ConstructorHooks constructor() {
    return new ConstructorHooks(constructorTarget(null));
  }

  /**
   * Chooses one constructor.
   *
   * @param descriptor its descriptor, which ends with {@code )V}
   */
  public ConstructorHooks constructor(String descriptor) {
    if (!descriptor.endsWith(")V")) {
      throw new IllegalArgumentException("a constructor's descriptor ends with )V: " + descriptor);
    }
    return new ConstructorHooks(constructorTarget(descriptor));
  }

  private Target target(boolean isStatic, String name, @Nullable String descriptor) {
    return new Target(classNames, isStatic, Target.methodNames(name), descriptor);
  }

  private Target constructorTarget(@Nullable String descriptor) {
    return new Target(classNames, false, Collections.singletonList(Target.CONSTRUCTOR), descriptor);
  }
}
