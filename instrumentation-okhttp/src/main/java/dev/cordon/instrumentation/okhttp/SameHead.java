package dev.cordon.instrumentation.okhttp;

import dev.cordon.instrumentation.Cordon;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request with another body and the very headers of the first. In OkHttp 4 by what its
 * builder uses, which Kotlin makes public: the builder itself would copy every header twice. Other
 * versions have the builder alone.
 */
final class SameHead {
  private static final @Nullable SameHead OF_4 = of4();

  private final MethodHandle constructor;
  private final MethodHandle tags;

  private SameHead(MethodHandle constructor, MethodHandle tags) {
    this.constructor = constructor;
    this.tags = tags;
  }

  private static @Nullable SameHead of4() {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    try {
      return new SameHead(
          lookup.findConstructor(
              Request.class,
              MethodType.methodType(
                  void.class,
                  HttpUrl.class,
                  String.class,
                  Headers.class,
                  RequestBody.class,
                  Map.class)),
          lookup.findVirtual(Request.class, "getTags$okhttp", MethodType.methodType(Map.class)));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherVersion) {
      return null;
    }
  }

  static Request with(Request request, RequestBody body) {
    SameHead of4 = OF_4;
    if (of4 != null) {
      try {
        return of4.make(request, body);
      } catch (RuntimeException | LinkageError fault) {
        Cordon.fault("okhttp constructor", fault);
      }
    }
    return request.newBuilder().method(request.method(), body).build();
  }

  private Request make(Request request, RequestBody body) {
    try {
      Map<?, ?> known = (Map<?, ?>) tags.invokeExact(request);
      return (Request)
          constructor.invokeExact(request.url(), request.method(), request.headers(), body, known);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown); // they declare none
    }
  }
}
