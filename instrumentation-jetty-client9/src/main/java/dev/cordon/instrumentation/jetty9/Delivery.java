package dev.cordon.instrumentation.jetty9;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.eclipse.jetty.client.ResponseNotifier;
import org.eclipse.jetty.client.api.Response;
import org.eclipse.jetty.util.Callback;

/** How a version of the client hands content to listeners. */
enum Delivery {
  /** To 9.4.9: one listener behind the other, all listeners. */
  TO_ALL(void.class, List.class, Response.class, ByteBuffer.class, Callback.class),

  /** To 9.4.21: those who want content, known before. */
  TO_TAKERS(void.class, Response.class, ByteBuffer.class, Callback.class, List.class),

  /** From 9.4.22 on: the same, as many pieces as they ask for. */
  ON_DEMAND(
      void.class,
      Response.class,
      ObjLongConsumer.class,
      ByteBuffer.class,
      Callback.class,
      List.class);

  private static final String METHOD = "notifyContent";
  private static final String TAKER =
      "org.eclipse.jetty.client.api.Response$DemandedContentListener";
  private static final ObjLongConsumer<Object> NOBODY_ASKS = (listener, count) -> {};

  private final MethodType type;

  Delivery(Class<?> result, Class<?>... parameters) {
    this.type = MethodType.methodType(result, parameters);
  }

  private MethodHandle method() throws ReflectiveOperationException {
    return MethodHandles.publicLookup().findVirtual(ResponseNotifier.class, METHOD, type);
  }

  /**
   * Returns how the version does it that is here.
   *
   * @throws IllegalStateException in none of these ways: so it is known that answers are not
   *     restored
   */
  static Delivery ofThisVersion() {
    for (Delivery newestFirst : new Delivery[] {ON_DEMAND, TO_TAKERS, TO_ALL}) {
      try {
        newestFirst.method();
        return newestFirst;
      } catch (ReflectiveOperationException another) {
        // the next one, then
      }
    }
    throw new IllegalStateException("no " + METHOD + " that is known");
  }

  /**
   * Hands content to those of the listeners who want some.
   *
   * @param notifier the client's
   * @param listeners all listeners
   * @param response the answer
   * @param content not empty
   */
  void deliver(
      ResponseNotifier notifier,
      List<Response.ResponseListener> listeners,
      Response response,
      ByteBuffer content)
      throws Throwable {
    if (this != ON_DEMAND) {
      notifier.notifyContent(listeners, response, content, Callback.NOOP);
      return;
    }
    Class<?> taker = Class.forName(TAKER, false, Response.class.getClassLoader());
    List<Object> takers = new ArrayList<>();
    for (Response.ResponseListener listener : listeners) {
      if (taker.isInstance(listener)) {
        takers.add(listener);
      }
    }
    method().invoke(notifier, response, NOBODY_ASKS, content, Callback.NOOP, takers);
  }
}
