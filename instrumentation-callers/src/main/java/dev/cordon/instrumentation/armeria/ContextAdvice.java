package dev.cordon.instrumentation.armeria;

import dev.cordon.engine.CallerMark;
import dev.cordon.instrumentation.Callers;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Advice where Armeria begins a call, and where it writes one: a call's context is its own. */
public final class ContextAdvice {
  /** How a handler's context is read, by the class that has it: one of each version's. */
  private static final Map<Class<?>, MethodHandle> CONTEXTS = new ConcurrentHashMap<>();

  private ContextAdvice() {}

  /**
   * Advice on the entry of {@code HttpClientDelegate.execute}.
   *
   * @param client the client
   * @param context the call's
   * @param request what is sent
   * @return null
   */
  public static @Nullable Object onExecute(Object client, Object context, Object request) {
    CallerMark mark = Callers.find("armeria");
    if (mark != null && Callers.carriedBy(context) == null) {
      Callers.carry(context, mark);
    }
    return null;
  }

  /**
   * Advice on the entry of {@code AbstractHttpRequestHandler.writeHeaders}.
   *
   * @param lookup the handler's own
   * @param handler writes one request
   * @param headers its head
   * @param body whether more follows
   * @return null
   * @throws Throwable when the field is another, which the linker reports
   */
  public static @Nullable Object onHeaders(
      Lookup lookup, Object handler, Object headers, boolean body) throws Throwable {
    return onFirstHeader(lookup, handler, headers);
  }

  /**
   * Advice on its exit.
   *
   * @param handler writes one request
   * @param headers its head
   * @param body whether more follows
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onHeadersWritten(
      Object handler, Object headers, boolean body, @Nullable Throwable thrown) {
    return onFirstHeaderWritten(handler, headers, thrown);
  }

  /**
   * Advice on the entry of {@code HttpRequestSubscriber.writeFirstHeader}, of older versions.
   *
   * @param lookup the subscriber's own
   * @param subscriber writes one request
   * @param session its connection's
   * @return null
   * @throws Throwable when the field is another, which the linker reports
   */
  public static @Nullable Object onFirstHeader(Lookup lookup, Object subscriber, Object session)
      throws Throwable {
    Class<?> type = lookup.lookupClass();
    MethodHandle getter = CONTEXTS.get(type);
    if (getter == null) {
      getter = lookup.unreflectGetter(type.getDeclaredField("ctx"));
      CONTEXTS.put(type, getter);
    }
    Object context = getter.invoke(subscriber);
    Callers.beginSending(context == null ? null : Callers.carriedBy(context));
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param subscriber writes one request
   * @param session its connection's
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onFirstHeaderWritten(
      Object subscriber, Object session, @Nullable Throwable thrown) {
    Callers.endSending();
    return null;
  }
}
