package dev.cordon.instrumentation.okhttp;

import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.DeliberateException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Puts our interceptors into the chain that OkHttp 3.4 to 5.x builds for one call, behind those of
 * the application and of other agents: theirs may still change the body, or add headers. No list
 * that an application can ask a client for has ours.
 */
public final class ChainAdvice {
  private static final Interceptor GATE =
      chain -> GateInterceptor.intercept(chain.request(), chain::proceed);
  private static final Interceptor LEAVING =
      chain -> LeavingInterceptor.intercept(chain.request(), chain::proceed);

  /** Named, not referred to: a named module keeps the packages of its insides to itself. */
  private static final String RETRIES = "okhttp3.internal.http.RetryAndFollowUpInterceptor";

  private static volatile @Nullable ChainAdvice found;

  private final MethodHandle index;
  private final MethodHandle interceptors;

  private ChainAdvice(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
    Class<?> chain = lookup.lookupClass();
    index =
        lookup
            .findGetter(chain, "index", int.class)
            .asType(MethodType.methodType(int.class, Object.class));
    interceptors =
        lookup
            .findGetter(chain, "interceptors", List.class)
            .asType(MethodType.methodType(List.class, Object.class));
  }

  /** Constants, for the compilers: a call makes half a dozen chains. Needs what was found. */
  private static final class Fields {
    static final MethodHandle INDEX = Objects.requireNonNull(found).index;
    static final MethodHandle INTERCEPTORS = Objects.requireNonNull(found).interceptors;
  }

  /** The rest of a chain. */
  interface Next {
    /** Sends a request on. */
    Response proceed(Request request) throws IOException;
  }

  /**
   * Advice on the end of {@code RealInterceptorChain}'s constructors. The chain at index 0 is made
   * right after its list, which nothing else refers to.
   *
   * @param lookup the class's own
   * @param chain the chain
   * @throws Throwable when the fields are others, which the linker reports
   */
  @SuppressWarnings("unchecked") // the field's type in all these versions
  public static void onChain(MethodHandles.Lookup lookup, Object chain) throws Throwable {
    if (found == null) {
      found = new ChainAdvice(lookup);
    }
    if ((int) Fields.INDEX.invokeExact(chain) == 0) {
      insert((List<Interceptor>) (List<?>) Fields.INTERCEPTORS.invokeExact(chain));
    }
  }

  /**
   * Stops an AI call when {@link #onChain} failed: nobody would see it.
   *
   * @param lookup the class's own
   * @param chain the chain
   * @throws Throwable when the request can't be found, which the linker reports
   */
  public static void onFault(MethodHandles.Lookup lookup, Object chain) throws Throwable {
    Object request =
        lookup.findGetter(lookup.lookupClass(), "request", Request.class).invoke(chain);
    if (Call.faulty("okhttp", OutgoingRequest.head((Request) request)) != null) {
      throw new DeliberateException(new IOException("Cordon could not check this call"));
    }
  }

  private static void insert(List<Interceptor> list) {
    if (list.getClass() != ArrayList.class || list.contains(GATE)) {
      return; // not made by OkHttp itself; or one constructor called another one
    }
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).getClass().getName().equals(RETRIES)) {
        list.add(list.size() - 1, LEAVING);
        list.add(i, GATE);
        return;
      }
    }
    throw new NoSuchMethodError(RETRIES); // a chain of another make: nobody would see its call
  }
}
