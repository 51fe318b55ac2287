package dev.cordon.instrumentation.openai;

import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a request, for which versions differ: null or an empty Optional stands for none. */
final class RequestBody {
  private static final MethodHandle BODY = body();

  private RequestBody() {}

  private static MethodHandle body() {
    try {
      return MethodHandles.publicLookup()
          .unreflect(HttpRequest.class.getMethod("body"))
          .asType(MethodType.methodType(Object.class, HttpRequest.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Tells whether a body is the SDK's own of JSON: in every version an array that is made once and
   * never changed.
   */
  static boolean isKept(HttpRequestBody body) {
    String name = body.getClass().getName();
    return name.startsWith("com.openai.") && name.endsWith("json$1");
  }

  static @Nullable HttpRequestBody of(HttpRequest request) {
    Object body;
    try {
      body = (Object) BODY.invokeExact(request);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown); // it declares none
    }
    if (body instanceof Optional) {
      body = ((Optional<?>) body).orElse(null);
    }
    return (HttpRequestBody) body;
  }
}
