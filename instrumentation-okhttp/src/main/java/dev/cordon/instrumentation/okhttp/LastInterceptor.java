package dev.cordon.instrumentation.okhttp;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Puts an interceptor of ours behind all others of a list, exactly once: a builder that was made
 * from a client has copied ours, and may have got more since. OkHttp asks for every call (3.0 to
 * 3.3: for every interceptor of a call), so the answer is the same list as long as it can be.
 * Thread-safe.
 */
final class LastInterceptor {
  private final Interceptor ours;
  private final List<Interceptor> onlyOurs;

  /** Lists made lately. Both ends are weak: nothing of the application is kept alive. */
  private final AtomicReferenceArray<@Nullable Made> lately = new AtomicReferenceArray<>(16);

  LastInterceptor(Interceptor ours) {
    this.ours = ours;
    this.onlyOurs = Collections.singletonList(ours);
  }

  List<Interceptor> in(List<Interceptor> result) {
    int last = result.size() - 1;
    if (last < 0) {
      return onlyOurs;
    }
    if (result.indexOf(ours) == last) {
      return result;
    }
    int slot = System.identityHashCode(result) & 15;
    Made made = lately.get(slot);
    List<Interceptor> list = made == null ? null : made.from(result);
    if (list == null) {
      list = append(result);
      lately.set(slot, new Made(result, list));
    }
    return list;
  }

  private List<Interceptor> append(List<Interceptor> result) {
    List<Interceptor> list = new ArrayList<>(result.size() + 1);
    for (int i = 0; i < result.size(); i++) {
      Interceptor interceptor = result.get(i);
      if (interceptor != ours) {
        list.add(interceptor);
      }
    }
    list.add(ours);
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
