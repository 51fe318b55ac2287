package dev.cordon.instrumentation.okhttp;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Puts our interceptor behind those of the application, exactly once: the application's own may
 * still change the body, and a builder that was made from a client has copied ours. OkHttp asks for
 * every call (3.0 to 3.3: for every interceptor of a call), so the answer is the same list as long
 * as it can be.
 */
public final class InterceptorsAdvice {
  private static final Interceptor OURS = new GateInterceptor();
  private static final List<Interceptor> ONLY_OURS = Collections.singletonList(OURS);

  /** Lists made lately. Both ends are weak: nothing of the application is kept alive. */
  private static final AtomicReferenceArray<@Nullable Made> LATELY = new AtomicReferenceArray<>(16);

  private InterceptorsAdvice() {}

  /**
   * Advice on the return of {@code OkHttpClient.interceptors()}.
   *
   * @param client the client
   * @param result its list, which can't be changed
   * @return the list with our interceptor last
   */
  public static List<Interceptor> interceptors(OkHttpClient client, List<Interceptor> result) {
    int last = result.size() - 1;
    if (last < 0) {
      return ONLY_OURS;
    }
    if (result.indexOf(OURS) == last) {
      return result;
    }
    int slot = System.identityHashCode(result) & 15;
    Made made = LATELY.get(slot);
    List<Interceptor> list = made == null ? null : made.from(result);
    if (list == null) {
      list = append(result);
      LATELY.set(slot, new Made(result, list));
    }
    return list;
  }

  private static List<Interceptor> append(List<Interceptor> result) {
    List<Interceptor> list = new ArrayList<>(result.size() + 1);
    for (int i = 0; i < result.size(); i++) {
      Interceptor interceptor = result.get(i);
      if (interceptor != OURS) {
        list.add(interceptor);
      }
    }
    list.add(OURS);
    return Collections.unmodifiableList(list);
  }

  /** Which list was made from which. */
  private static final class Made {
    private final WeakReference<List<Interceptor>> from;
    private final WeakReference<List<Interceptor>> to;

    Made(List<Interceptor> from, List<Interceptor> to) {
      this.from = new WeakReference<>(from);
      this.to = new WeakReference<>(to);
    }

    @SuppressWarnings("ReferenceEquality") // the client's field, not its content
    @Nullable List<Interceptor> from(List<Interceptor> list) {
      return from.get() == list ? to.get() : null;
    }
  }
}
