package dev.cordon.agent.telemetry.otel;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a span that another instrumentation has opened for the very call that we see: an SDK
 * with telemetry of its own, or the OpenTelemetry agent's instrumentation of it. The API can't read
 * attributes, so the SDK's {@code ReadableSpan} is asked by reflection.
 */
final class GenAiSpan {
  private static final String READABLE = "io.opentelemetry.sdk.trace.ReadableSpan";

  private static final ClassValue<Reader> READERS =
      new ClassValue<Reader>() {
        @Override
        protected Reader computeValue(Class<?> type) {
          return new Reader(find(type));
        }
      };

  private GenAiSpan() {}

  static boolean standsForCall(Span span) {
    if (!span.isRecording()) {
      return false;
    }
    Object operation = READERS.get(span.getClass()).operation(span);
    // Not an agent's, a workflow's or a tool's span: those are parents of calls.
    return "chat".equals(operation)
        || "text_completion".equals(operation)
        || "generate_content".equals(operation)
        || "embeddings".equals(operation);
  }

  /** {@code ReadableSpan.getAttribute}: the interface is public where the class is not. */
  private static @Nullable Method find(@Nullable Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Class<?> candidate : at.getInterfaces()) {
        Method method = findInInterface(candidate);
        if (method != null) {
          return method;
        }
      }
    }
    return null;
  }

  private static @Nullable Method findInInterface(Class<?> candidate) {
    if (candidate.getName().equals(READABLE)) {
      try {
        return candidate.getMethod("getAttribute", AttributeKey.class);
      } catch (ReflectiveOperationException older) {
        return null;
      }
    }
    for (Class<?> parent : candidate.getInterfaces()) {
      Method method = findInInterface(parent);
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  private static final class Reader {
    private final @Nullable Method getAttribute;

    Reader(@Nullable Method getAttribute) {
      this.getAttribute = getAttribute;
    }

    @Nullable Object operation(Span span) {
      if (getAttribute == null) {
        return null;
      }
      try {
        return getAttribute.invoke(span, Keys.OPERATION);
      } catch (IllegalAccessException | InvocationTargetException | RuntimeException unreadable) {
        return null;
      }
    }
  }
}
