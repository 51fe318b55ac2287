package dev.cordon.instrumentation.servlet;

import dev.cordon.instrumentation.ServedRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Advice in {@code jakarta.servlet.http.HttpServlet}. */
public final class JakartaAdvice {
  private JakartaAdvice() {}

  /**
   * Advice on the entry of {@code service}.
   *
   * @param servlet the servlet
   * @param request the web request
   * @param response its answer
   * @return null
   */
  public static @Nullable Object onService(Object servlet, Object request, Object response) {
    ServedRequest.begin(
        () ->
            request instanceof HttpServletRequest
                ? ((HttpServletRequest) request).getRequestURI()
                : null);
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param servlet the servlet
   * @param request the web request
   * @param response its answer
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onServed(
      Object servlet, Object request, Object response, @Nullable Throwable thrown) {
    ServedRequest.end();
    return null;
  }
}
