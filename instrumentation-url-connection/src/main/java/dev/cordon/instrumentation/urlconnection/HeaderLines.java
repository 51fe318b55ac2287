package dev.cordon.instrumentation.urlconnection;

import dev.cordon.engine.HeaderSource;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's {@code MessageHeader}: lines of a name and a value, of which the first is the request
 * line (as a name without a value) or the status line (as a value without a name). Immutable.
 */
final class HeaderLines {
  private static final String TYPE = "sun.net.www.MessageHeader";

  private final Class<?> type;
  private final MethodHandle create;
  private final MethodHandle name;
  private final MethodHandle value;
  private final MethodHandle add;
  private final MethodHandle replace;
  private final MethodHandle remove;

  HeaderLines(Lookup lookup) throws ReflectiveOperationException {
    type = Class.forName(TYPE, false, null);
    create =
        lookup
            .findConstructor(type, MethodType.methodType(void.class))
            .asType(MethodType.methodType(Object.class));
    name = at(lookup, "getKey");
    value = at(lookup, "getValue");
    add =
        lookup
            .findVirtual(type, "add", MethodType.methodType(void.class, String.class, String.class))
            .asType(MethodType.methodType(void.class, Object.class, String.class, String.class));
    replace =
        lookup
            .findVirtual(
                type,
                "set",
                MethodType.methodType(void.class, int.class, String.class, String.class))
            .asType(
                MethodType.methodType(
                    void.class, Object.class, int.class, String.class, String.class));
    remove =
        lookup
            .findVirtual(type, "remove", MethodType.methodType(void.class, String.class))
            .asType(MethodType.methodType(void.class, Object.class, String.class));
  }

  private MethodHandle at(Lookup lookup, String method) throws ReflectiveOperationException {
    return lookup
        .findVirtual(type, method, MethodType.methodType(String.class, int.class))
        .asType(MethodType.methodType(String.class, Object.class, int.class));
  }

  Class<?> type() {
    return type;
  }

  /** Returns the request line, such as {@code POST /v1/chat HTTP/1.1}. */
  @Nullable String requestLine(Object header) throws Throwable {
    return (String) name.invokeExact(header, 0);
  }

  void requestLine(Object header, String line) throws Throwable {
    replace.invokeExact(header, 0, line, (String) null);
  }

  /** Returns a header of the same lines. */
  Object copy(Object header) throws Throwable {
    Object copy = (Object) create.invokeExact();
    for (int i = 0; ; i++) {
      String key = (String) name.invokeExact(header, i);
      String line = (String) value.invokeExact(header, i);
      if (key == null && line == null) {
        return copy;
      }
      add.invokeExact(copy, key, line);
    }
  }

  void add(Object header, String key, String line) throws Throwable {
    add.invokeExact(header, key, line);
  }

  void remove(Object header, String key) throws Throwable {
    remove.invokeExact(header, key);
  }

  /** Sets a line in the place of all of that name. */
  void set(Object header, String key, String line) throws Throwable {
    remove.invokeExact(header, key);
    add.invokeExact(header, key, line);
  }

  /** Shows the lines but the first to the engine, as they are while it asks. */
  HeaderSource source(Object header) {
    return new Source(header);
  }

  private final class Source implements HeaderSource {
    private final Object header;

    Source(Object header) {
      this.header = header;
    }

    @Override
    public @Nullable String first(String wanted) {
      String[] found = new String[1];
      forEach(
          (key, line) -> {
            if (found[0] == null && key.equalsIgnoreCase(wanted)) {
              found[0] = line;
            }
          });
      return found[0];
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      try {
        for (int i = 0; ; i++) {
          String key = (String) name.invokeExact(header, i);
          String line = (String) value.invokeExact(header, i);
          if (key == null && line == null) {
            return;
          }
          if (key != null && line != null) {
            consumer.accept(key, line);
          }
        }
      } catch (RuntimeException | Error failure) {
        throw failure;
      } catch (Throwable impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
