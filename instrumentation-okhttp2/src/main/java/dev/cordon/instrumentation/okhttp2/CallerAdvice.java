package dev.cordon.instrumentation.okhttp2;

import com.squareup.okhttp.Call;
import com.squareup.okhttp.Callback;
import com.squareup.okhttp.Request;
import dev.cordon.engine.CallerMark;
import dev.cordon.instrumentation.Attached;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** Remembers who enqueues a call until it is made, on a thread of OkHttp's. Thread-safe. */
public final class CallerAdvice {
  private static final Attached<Request, CallerMark> CALLERS = new Attached<>();
  private static volatile @Nullable MethodHandle original;

  private CallerAdvice() {}

  /**
   * Advice on the entry of {@code enqueue}.
   *
   * @param lookup the call's own
   * @param call the call
   * @param callback what the application is told through
   * @param forWebSocket whether it opens a WebSocket
   * @return null: the call is enqueued
   * @throws Throwable when the field is another, which the linker reports
   */
  public static @Nullable Object onEnqueue(
      MethodHandles.Lookup lookup, Call call, Callback callback, boolean forWebSocket)
      throws Throwable {
    MethodHandle getter = original;
    if (getter == null) {
      getter = lookup.findGetter(Call.class, "originalRequest", Request.class);
      original = getter;
    }
    Request request = (Request) getter.invoke(call);
    CallerMark caller =
        dev.cordon.instrumentation.Call.caller("okhttp2", () -> OutgoingRequest.head(request));
    if (caller != null) {
      CALLERS.put(request, caller);
    }
    return null;
  }

  /** Returns who enqueued a request; null when that was not looked for. */
  static @Nullable CallerMark callerOf(Request request) {
    return CALLERS.remove(request);
  }
}
