package dev.cordon.instrumentation.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.QueryParams;
import dev.cordon.instrumentation.Cordon;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request with another body and the very headers and parameters of the first: the builder
 * would sort and copy all of them twice. Uses what the builder uses, a constructor that Kotlin
 * makes public, and which every version has.
 */
final class SameHead {
  private static final int PARAMETERS = 7;
  private static final @Nullable MethodHandle CONSTRUCTOR = constructor();

  private SameHead() {}

  private static @Nullable MethodHandle constructor() {
    try {
      for (Constructor<?> constructor : HttpRequest.class.getConstructors()) {
        if (constructor.getParameterCount() == PARAMETERS) {
          return MethodHandles.insertArguments(
                  MethodHandles.publicLookup().unreflectConstructor(constructor),
                  PARAMETERS - 1,
                  new Object[] {null})
              .asType(
                  MethodType.methodType(
                      HttpRequest.class,
                      HttpMethod.class,
                      String.class,
                      List.class,
                      Headers.class,
                      QueryParams.class,
                      HttpRequestBody.class));
        }
      }
    } catch (IllegalAccessException | RuntimeException | LinkageError otherMake) {
      Cordon.fault("openai-java constructor", otherMake);
    }
    return null;
  }

  /** Returns the request; null when this version makes it in another way. */
  static @Nullable HttpRequest with(
      HttpRequest request, @Nullable String base, HttpRequestBody body) {
    MethodHandle constructor = CONSTRUCTOR;
    if (constructor == null) {
      return null;
    }
    try {
      return (HttpRequest)
          constructor.invokeExact(
              request.method(),
              base,
              request.pathSegments(),
              request.headers(),
              request.queryParams(),
              body);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown); // it declares none
    }
  }
}
