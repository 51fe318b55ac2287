package dev.cordon.instrumentation.apache4;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A response that ends its call when the application closes it without having read the body. What
 * the client hands out is an interface, behind it a proxy or a class, by version.
 */
final class GovernedResponse implements InvocationHandler {
  private final HttpResponse original;
  private final @Nullable AnswerEntity entity;

  private GovernedResponse(HttpResponse original, @Nullable AnswerEntity entity) {
    this.original = original;
    this.entity = entity;
  }

  /** Wraps a response whose entity is this one. */
  static CloseableHttpResponse of(CloseableHttpResponse original, AnswerEntity entity) {
    return proxy(new GovernedResponse(original, entity));
  }

  /** Makes of a response that no server sent one that can be closed. */
  static CloseableHttpResponse of(HttpResponse made) {
    return proxy(new GovernedResponse(made, null));
  }

  private static CloseableHttpResponse proxy(GovernedResponse handler) {
    return (CloseableHttpResponse)
        Proxy.newProxyInstance(
            GovernedResponse.class.getClassLoader(),
            new Class<?>[] {CloseableHttpResponse.class},
            handler);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      if (method.getName().equals("equals") && arguments != null) {
        return proxy == arguments[0];
      }
      boolean isMade = entity == null && method.getName().equals("close");
      return isMade ? null : method.invoke(original, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    } finally {
      if (method.getName().equals("close")) {
        abandon();
      }
    }
  }

  /** The connection is closed by now: closing the body reads nothing any more. */
  private void abandon() {
    try {
      if (entity != null) {
        entity.consumeContent();
      }
    } catch (IOException closedAlready) {
      return; // as intended
    }
  }
}
