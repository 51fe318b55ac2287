package dev.cordon.instrumentation.awssdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;

/**
 * The times in nanoseconds that the SDK notes around its HTTP client, and behind it, since some
 * version before 2.25.64, relies upon to be there. Stateless.
 */
final class AttemptTimes {
  private static final List<ExecutionAttribute<Long>> KNOWN =
      known("API_CALL_ATTEMPT_START_NANO_TIME", "HEADERS_READ_END_NANO_TIME");

  private AttemptTimes() {}

  /** Notes them for an answer that no HTTP client gives. */
  static void set(ExecutionAttributes attributes) {
    long now = System.nanoTime();
    for (ExecutionAttribute<Long> time : KNOWN) {
      attributes.putAttribute(time, now);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<ExecutionAttribute<Long>> known(String... names) {
    List<ExecutionAttribute<Long>> found = new ArrayList<>();
    for (String name : names) {
      try {
        found.add(
            (ExecutionAttribute<Long>)
                SdkInternalExecutionAttribute.class.getField(name).get(null));
      } catch (ReflectiveOperationException before) {
        // this version doesn't look at it
      }
    }
    return found;
  }
}
