package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.CallerMark;
import dev.cordon.instrumentation.Attached;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Remembers who enqueues a call until it is made, on a thread of OkHttp's. Thread-safe. */
public final class CallerAdvice {
  private static final Attached<Request, CallerMark> CALLERS = new Attached<>();

  private CallerAdvice() {}

  /**
   * Advice on the entry of {@code enqueue}.
   *
   * @param call the call
   * @param callback what the application is told through
   * @return null: the call is enqueued
   */
  public static @Nullable Object onEnqueue(Call call, Callback callback) {
    Request request = call.request();
    CallerMark caller =
        dev.cordon.instrumentation.Call.caller("okhttp", () -> OutgoingRequest.head(request));
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
