package dev.cordon.instrumentation.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks objects for all that they say of themselves, so that the answers with our hooks can be
 * compared with those without.
 */
public final class Getters {
  /** Begin or end something, use up what can be asked once, tell the time, or count. */
  private static final Set<String> NO_GETTERS =
      Set.of(
          "getClass",
          "execute",
          "send",
          "cancel",
          "close",
          "abort",
          "reset",
          "clone",
          "connect",
          "disconnect",
          "releaseConnection",
          "completed",
          "started",
          "notify",
          "notifyAll",
          "wait",
          "hashCode",
          "trailers",
          "getContent",
          "connectionLabel",
          "sentRequestAtMillis",
          "receivedResponseAtMillis");

  private final List<String> lines = new ArrayList<>();
  private final Function<Object, @Nullable String> special;

  /**
   * Begins a list of answers.
   *
   * @param special describes what may differ, or gives null for what may not
   */
  public Getters(Function<Object, @Nullable String> special) {
    this.special = special;
  }

  /**
   * Asks an object for what a public type of it shows.
   *
   * @param name how the lines begin
   * @param type the public type
   * @param object asked; null is said
   * @return this
   */
  public Getters ask(String name, Class<?> type, @Nullable Object object) {
    if (object == null) {
      lines.add(name + ": null");
      return this;
    }
    Map<String, String> answers = new TreeMap<>();
    for (Method method : type.getMethods()) {
      if (method.getParameterCount() == 0
          && !Modifier.isStatic(method.getModifiers())
          && method.getReturnType() != void.class
          && !NO_GETTERS.contains(method.getName())
          && method.getName().matches("\\w+")) {
        answers.put(method.getName(), answer(object, method));
      }
    }
    answers.forEach((getter, value) -> lines.add(name + ' ' + getter + ": " + value));
    return this;
  }

  /** Adds a line of one's own. */
  public Getters say(String line) {
    lines.add(line);
    return this;
  }

  /** Returns the answers, ports and identities left out. */
  public List<String> lines() {
    return lines.stream()
        .map(line -> line.replaceAll("(127\\.0\\.0\\.1|localhost):\\d+|-Millis: \\d+", "VARIES"))
        .toList();
  }

  private String answer(Object object, Method method) {
    try {
      method.setAccessible(true);
      return describe(method.invoke(object));
    } catch (InvocationTargetException e) {
      return "throws " + e.getCause().getClass().getName();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private String describe(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    String said = special.apply(value);
    if (said != null) {
      return said;
    }
    if (value instanceof Object[]) {
      return describe(List.of((Object[]) value));
    }
    if (value instanceof Collection) {
      StringBuilder list = new StringBuilder("[");
      for (Object each : (Collection<?>) value) {
        list.append(describe(each)).append(", ");
      }
      return list.append("] ").append(value.getClass().getName()).toString();
    }
    String type = value.getClass().getName().replaceAll("\\$\\$Lambda.*", "-lambda");
    String shown = String.valueOf(value);
    return shown.startsWith(value.getClass().getName() + '@') || shown.contains("Lambda")
        ? type
        : type + ' ' + shown.replaceAll("@[0-9a-f]+", "@");
  }
}
