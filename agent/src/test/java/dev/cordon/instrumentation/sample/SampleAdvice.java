package dev.cordon.instrumentation.sample;

import dev.cordon.instrumentation.Cordon;
import java.util.ArrayList;
import java.util.List;
import sample.Client;

/** Names the library's types and the engine's, as advice does. */
final class SampleAdvice {
  private static int calls;

  private SampleAdvice() {}

  public static Object call(
      Client self, String text, long number, double ratio, int[] ints, boolean flag) {
    return text.equals("take") ? text + number + ratio + ints.length + flag + self.count() : null;
  }

  public static List<String> names(Client self, List<String> names) {
    List<String> advised = new ArrayList<>(names);
    advised.add("advised " + ++calls);
    advised.add(Cordon.class.getSimpleName());
    return advised;
  }

  public static Object run(Client self, StringBuilder log) {
    return log.length() > 0 ? "anything but null" : null;
  }
}
