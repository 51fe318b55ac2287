package dev.cordon.instrumentation.helidon;

import io.helidon.webclient.api.HttpClientConfig;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How an object of one of Helidon's four chain classes (HTTP/1.1 or HTTP/2, body there or written)
 * is made again with another body: each parameter of its only constructor is a field of its. What a
 * chain finds out while it runs it keeps in fields that aren't final, where the client reads it
 * afterwards. Thread-safe.
 */
final class ChainShape {
  private static final Map<Class<?>, ChainShape> KNOWN = new ConcurrentHashMap<>();

  private final MethodHandle constructor;
  private final List<MethodHandle> parameters = new ArrayList<>();
  private final int body;
  private final MethodHandle request;
  private final MethodHandle config;
  private final List<State> states = new ArrayList<>();

  private ChainShape(MethodHandles.Lookup base, Class<?> type) throws ReflectiveOperationException {
    MethodHandles.Lookup own = MethodHandles.privateLookupIn(type, base);
    Constructor<?> declared = type.getDeclaredConstructors()[0];
    constructor = own.unreflectConstructor(declared);
    List<Field> fields = new ArrayList<>(Arrays.asList(type.getDeclaredFields()));
    fields.addAll(Arrays.asList(base.lookupClass().getDeclaredFields()));
    fields.removeIf(field -> Modifier.isStatic(field.getModifiers()));
    List<Field> left = new ArrayList<>(fields);
    for (Class<?> parameter : declared.getParameterTypes()) {
      Field field = first(left, parameter);
      left.remove(field);
      parameters.add(in(field, base, own).unreflectGetter(field));
    }
    body = parameters.size() - 1;
    request = parameters.get(1);
    config =
        base.findVirtual(
            base.lookupClass(), "clientConfig", MethodType.methodType(HttpClientConfig.class));
    for (Field field : fields) {
      if (!Modifier.isFinal(field.getModifiers())) {
        MethodHandles.Lookup in = in(field, base, own);
        states.add(
            new State(field.getType(), in.unreflectGetter(field), in.unreflectSetter(field)));
      }
    }
  }

  private static MethodHandles.Lookup in(
      Field field, MethodHandles.Lookup base, MethodHandles.Lookup own) {
    return field.getDeclaringClass() == own.lookupClass() ? own : base;
  }

  private static Field first(List<Field> fields, Class<?> type) {
    for (Field field : fields) {
      if (field.getType() == type) {
        return field;
      }
    }
    throw new IllegalStateException("a chain of another shape: no field is a " + type.getName());
  }

  /**
   * Returns the shape of a chain.
   *
   * @param base the hooked class's own lookup
   * @throws ReflectiveOperationException when this version's is another one
   */
  static ChainShape of(MethodHandles.Lookup base, Class<?> type)
      throws ReflectiveOperationException {
    ChainShape known = KNOWN.get(type);
    if (known == null) {
      known = new ChainShape(base, type);
      KNOWN.put(type, known);
    }
    return known;
  }

  /** Returns the body: bytes, what writes them, or what the client has a writer for. */
  Object body(Object chain) throws Throwable {
    return parameters.get(body).invoke(chain);
  }

  /** Returns the request that the application made. */
  Object request(Object chain) throws Throwable {
    return request.invoke(chain);
  }

  HttpClientConfig config(Object chain) throws Throwable {
    return (HttpClientConfig) config.invoke(chain);
  }

  /** Makes the chain again with another body. */
  Object with(Object chain, Object other) throws Throwable {
    List<Object> arguments = new ArrayList<>();
    for (MethodHandle parameter : parameters) {
      arguments.add(parameter.invoke(chain));
    }
    arguments.set(body, other);
    return constructor.invokeWithArguments(arguments);
  }

  /** Hands on what a chain found out. */
  void copyState(Object from, Object to) throws Throwable {
    for (State state : states) {
      state.setter.invoke(to, state.getter.invoke(from));
    }
  }

  /** Gives a chain that didn't run one thing that the client will look for; null is none. */
  void state(Object chain, Class<?> type, @Nullable Object value) throws Throwable {
    for (State state : states) {
      if (state.type == type) {
        state.setter.invoke(chain, value);
      }
    }
  }

  /** A field that a chain sets while it runs. */
  private static final class State {
    private final Class<?> type;
    private final MethodHandle getter;
    private final MethodHandle setter;

    State(Class<?> type, MethodHandle getter, MethodHandle setter) {
      this.type = type;
      this.getter = getter;
      this.setter = setter;
    }
  }
}
