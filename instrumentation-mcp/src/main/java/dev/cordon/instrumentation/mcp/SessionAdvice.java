package dev.cordon.instrumentation.mcp;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes over the requests by which data goes to a server and texts for a model come back. Others,
 * such as pings, go on. Thread-safe.
 */
public final class SessionAdvice {
  private static final Set<String> GOVERNED =
      new HashSet<>(
          Arrays.asList(
              "tools/call",
              "tools/list",
              "prompts/get",
              "prompts/list",
              "resources/read",
              "resources/list",
              "resources/templates/list",
              "completion/complete"));

  private static final String INITIALIZE = "initialize";

  /** What each session's server calls itself. */
  private static final Attached<Object, String> SERVERS = new Attached<>();

  /** Set while this thread assembles a request that is ours. */
  private static final ThreadLocal<Boolean> OURS = new ThreadLocal<>();

  private SessionAdvice() {}

  /**
   * Advice on the entry of {@code sendRequest}.
   *
   * @param lookup the session's own
   * @param session the session
   * @param method the protocol's method
   * @param params its parameters
   * @param type what the result is made into
   * @return the request to subscribe to in its place, or null to go on
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onRequest(
      MethodHandles.Lookup lookup,
      Object session,
      String method,
      @Nullable Object params,
      Object type)
      throws Throwable {
    boolean begins = method.equals(INITIALIZE);
    if (OURS.get() != null || Cordon.gate() == null || !(begins || GOVERNED.contains(method))) {
      return null;
    }
    Session known = Session.of(lookup, session);
    if (begins) {
      return ours(known, method, params, type)
          .doOnNext(
              result -> {
                String name = Session.serverName(result);
                if (name != null) {
                  SERVERS.put(session, name);
                }
              });
    }
    CallerMark caller =
        Call.caller(Session.WHERE, () -> Session.head(method, SERVERS.get(session)));
    return Mono.defer(
        () -> {
          GovernedRequest request = new GovernedRequest(known, method, params, type);
          return request.send(SERVERS.get(session), caller);
        });
  }

  /** Calls the session as the application did. */
  static Mono<?> ours(Session session, String method, @Nullable Object params, Object type) {
    OURS.set(Boolean.TRUE);
    try {
      return session.request(method, params, type);
    } finally {
      OURS.remove();
    }
  }

  /**
   * Refuses what {@link #onRequest} failed to take over.
   *
   * @return null to go on, or a failed request
   */
  public static @Nullable Object onFault(
      MethodHandles.Lookup lookup,
      Object session,
      String method,
      @Nullable Object params,
      Object type) {
    if (OURS.get() != null || !GOVERNED.contains(method)) {
      return null;
    }
    SyntheticAnswer refusal =
        Call.faulty(Session.WHERE, Session.head(method, SERVERS.get(session)));
    return refusal == null ? null : Mono.error(Session.error(refusal));
  }
}
