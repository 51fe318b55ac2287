package dev.cordon.instrumentation.urlconnection;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Routing;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles.Lookup;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * Advice on the JDK's connection. Thread-safe as far as the connection is: two connections share
 * nothing.
 */
public final class ConnectionAdvice {
  private static final Attached<HttpURLConnection, ConnectionCall> CALLS =
      new Attached<HttpURLConnection, ConnectionCall>();

  /** The connection that is writing its request on this thread. */
  private static final ThreadLocal<HttpURLConnection> WRITING =
      new ThreadLocal<HttpURLConnection>();

  private ConnectionAdvice() {}

  /** Returns the connection that is writing its request on this thread, or null. */
  static @Nullable HttpURLConnection writing() {
    return WRITING.get();
  }

  /** Returns the call of a connection, made when there is none. */
  static ConnectionCall call(HttpURLConnection connection) {
    ConnectionCall known = CALLS.get(connection);
    return known != null ? known : CALLS.putIfAbsent(connection, new ConnectionCall());
  }

  /**
   * Advice on the entry of {@code getOutputStream}: collects what would be streamed.
   *
   * @param lookup the connection class's own
   * @param connection the connection
   * @return the stream to write to, or null to go on
   */
  public static @Nullable Object onOutput(Lookup lookup, HttpURLConnection connection)
      throws Throwable {
    ConnectionFields fields = ConnectionFields.of(lookup);
    if (!fields.streams(connection)) {
      return null; // what the JDK collects itself is judged where it writes it
    }
    ConnectionCall known = CALLS.get(connection);
    DeferredBody deferred = known == null ? null : known.deferred;
    if (deferred != null) {
      return deferred.isOpened() ? null : new DeferredBody.Stream(connection, deferred);
    }
    if (!connection.getDoOutput()
        || fields.isStreaming(connection)
        || fields.input(connection) != null) {
      return null; // the JDK's own complaint
    }
    Call call =
        Call.of(
            Heads.WHERE,
            Heads.of(connection.getURL(), method(connection), fields, fields.requests(connection)));
    return call == null ? null : collect(connection, fields, call.limit());
  }

  /**
   * Stops an AI call when {@link #onOutput} failed.
   *
   * @param connection the connection
   * @return null to go on
   */
  public static @Nullable Object onOutputFault(HttpURLConnection connection) {
    if (Call.faulty(Heads.WHERE, Heads.of(connection.getURL())) != null) {
      throw new DeliberateException(new IOException("Cordon could not check this call"));
    }
    return null;
  }

  private static TakeOver collect(HttpURLConnection connection, ConnectionFields fields, int limit)
      throws Throwable {
    DeferredBody body = new DeferredBody(fields.length(connection), limit);
    return () -> {
      connection.connect(); // where the JDK would do it, and fail
      fields.method(connection, method(connection));
      call(connection).deferred = body;
      return new DeferredBody.Stream(connection, body);
    };
  }

  /** As the JDK has it: whoever writes to a GET means a POST. */
  private static String method(HttpURLConnection connection) {
    String method = connection.getRequestMethod();
    return method.equals("GET") ? "POST" : method;
  }

  /**
   * Advice on the entry of {@code plainConnect}: sends a call where policy wants it, once, before
   * the JDK takes a connection. One to another scheme is another class of the JDK's: it stays, and
   * is refused where it is judged, as a redirect is that leads back.
   *
   * @param lookup the connection class's own
   * @param connection the connection; of https the one inside
   * @return null
   */
  public static @Nullable Object onConnect(Lookup lookup, HttpURLConnection connection)
      throws Throwable {
    if (!Routing.isAny()) {
      return null;
    }
    ConnectionFields fields = ConnectionFields.of(lookup);
    Target target =
        Routing.of(
            Heads.WHERE,
            Heads.of(
                connection.getURL(),
                connection.getRequestMethod(),
                fields,
                fields.requests(connection)));
    if (target == null || !target.scheme().equals(connection.getURL().getProtocol())) {
      return null;
    }
    ConnectionCall call = call(connection);
    if (call.target == null) {
      fields.url(connection, new URL(target.url()));
      call.target = target;
    }
    return null;
  }

  /**
   * Advice on the entry of {@code getInputStream}: sends what was collected.
   *
   * @param connection the connection
   * @return null to go on
   */
  public static @Nullable Object onInput(HttpURLConnection connection) {
    ConnectionCall known = CALLS.get(connection);
    DeferredBody deferred = known == null ? null : known.deferred;
    if (deferred == null || deferred.isDone()) {
      return null;
    }
    return (TakeOver)
        () -> {
          deferred.requireWhole(connection);
          return connection.getInputStream();
        };
  }

  /**
   * Advice on the entry of {@code followRedirect}: remembers what is answered. The JDK looks at the
   * answer in there, and throws it away if it follows.
   *
   * @param lookup the connection class's own
   * @param connection the connection
   * @return null
   */
  public static @Nullable Object onRedirect(Lookup lookup, HttpURLConnection connection)
      throws Throwable {
    ConnectionCall known = CALLS.get(connection);
    if (known != null) {
      known.redirected(ConnectionFields.of(lookup).status(connection));
      known.redirecting = true;
    }
    return null;
  }

  /**
   * Advice on the exit of {@code followRedirect}.
   *
   * @param connection the connection
   * @param followed whether it did
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onRedirected(
      HttpURLConnection connection, boolean followed, @Nullable Throwable thrown) {
    ConnectionCall known = CALLS.get(connection);
    if (known != null) {
      known.redirecting = false;
    }
    return null;
  }

  /**
   * Advice on the entry of {@code writeRequests}.
   *
   * @param connection the connection
   * @return null
   */
  public static @Nullable Object onWrite(HttpURLConnection connection) {
    WRITING.set(connection);
    return null;
  }

  /**
   * Advice on the exit of {@code writeRequests}.
   *
   * @param connection the connection
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onWritten(
      HttpURLConnection connection, @Nullable Throwable thrown) {
    WRITING.remove();
    return null;
  }

  /**
   * Advice on the exit of {@code getInputStream}: leads the answer through the engine, the body of
   * an error too, which comes with an exception.
   *
   * @param lookup the connection class's own
   * @param connection the connection
   * @param result the answer's body
   * @param thrown what it threw
   * @return the body that the application reads, or null to leave what happened
   */
  public static @Nullable Object onAnswer(
      Lookup lookup,
      HttpURLConnection connection,
      @Nullable InputStream result,
      @Nullable Throwable thrown)
      throws Throwable {
    ConnectionCall known = CALLS.get(connection);
    if (known == null || known.redirecting) {
      return null;
    }
    ConnectionFields fields = ConnectionFields.of(lookup);
    int status = fields.status(connection);
    if (status < 0 && thrown == null) {
      return null; // the JDK's own look at the status, before it knows what to do with the answer
    }
    Decision decision = known.toAnswer();
    if (decision == null) {
      return null;
    }
    InputStream body = fields.answer(connection);
    Object headers = fields.responses(connection);
    if (body == null || headers == null || status < 0) {
      decision.fail(thrown == null ? new IllegalStateException("no answer") : thrown);
      return null;
    }
    HeaderSource source = fields.lines.source(headers);
    AnswerPlan plan =
        decision.answer(status, source, !connection.getRequestMethod().equals("HEAD"));
    if (plan.isUntouched()) {
      return null;
    }
    InputStream governed = plan.pull(body);
    if (plan.dropsLength()) {
      fields.lines.remove(headers, "Content-Length");
      fields.lines.remove(headers, "Content-Encoding");
    }
    fields.answer(connection, governed);
    return thrown == null ? governed : null;
  }
}
