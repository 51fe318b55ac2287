package dev.cordon.instrumentation.javahttp;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Surfaces what the application's publisher or handler threw as the client surfaces it. */
final class Failures {
  private Failures() {}

  /**
   * What {@code send} throws: a new exception from the caller's stack with the failure as cause.
   */
  static IOException ofSend(ExecutionException failed) {
    Throwable cause = failed.getCause();
    Throwable failure = unwrapped(cause == null ? failed : cause);
    String message = failure.getMessage();
    if (failure instanceof IllegalArgumentException) {
      throw new IllegalArgumentException(message, failure);
    }
    if (failure instanceof SecurityException) {
      throw new SecurityException(message, failure);
    }
    return failure instanceof HttpTimeoutException
        ? new HttpTimeoutException(message)
        : new IOException(message, failure);
  }

  /** What the future of {@code sendAsync} completes with. */
  static CompletionException ofSendAsync(@Nullable Throwable failure) {
    return failure instanceof CompletionException
        ? (CompletionException) failure
        : new CompletionException(failure);
  }

  /** Returns the failure inside the exceptions that futures put around it. */
  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
