package dev.cordon.agent.host;

import dev.cordon.agent.boot.Instrumentations;
import dev.cordon.instrumentation.Instrumentation;

/** Makes the descriptions of the instrumentations. Stateless. */
public final class Descriptions {
  private Descriptions() {}

  /**
   * Makes a description.
   *
   * @param index its position in the list
   * @throws ReflectiveOperationException when its class is missing or broken
   */
  public static Instrumentation of(int index) throws ReflectiveOperationException {
    return (Instrumentation)
        Class.forName(
                Instrumentations.description(index), true, Descriptions.class.getClassLoader())
            .getConstructor()
            .newInstance();
  }
}
