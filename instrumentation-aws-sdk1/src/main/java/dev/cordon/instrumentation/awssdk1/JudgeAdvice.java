package dev.cordon.instrumentation.awssdk1;

import com.amazonaws.Request;
import com.amazonaws.http.apache.client.impl.SdkHttpClient;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.Routing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Judges a request in front of the loop of attempts: headers and parameters of the call's own
 * configuration are in, the loop keeps what it finds for every attempt, and signs each one anew.
 * Stateless.
 */
public final class JudgeAdvice {
  private static final int CHUNK = 8192;

  /**
   * Whether the HTTP client below is the one that is hooked: in the SDK's bundle it is a relocated
   * copy, which refuses what can't be changed any more.
   */
  private static final boolean WHOLE = hasOwnClient();

  private static volatile @Nullable MethodHandle requests;

  private JudgeAdvice() {}

  /**
   * Advice on the entry of {@code AmazonHttpClient.RequestExecutor.executeHelper}: changes the
   * request in place.
   *
   * @param lookup the executor's own
   * @param executor the executor
   * @return null, to go on
   * @throws Throwable when the executor has another shape
   */
  public static @Nullable Object onRequest(MethodHandles.Lookup lookup, Object executor)
      throws Throwable {
    if (!WHOLE) {
      return null;
    }
    Request<?> request = requestOf(lookup, executor);
    OutgoingRequest outgoing = new OutgoingRequest(request);
    RequestHead head = outgoing.head();
    Target target = Routing.of(OutgoingRequest.WHERE, head);
    if (target != null) {
      outgoing.send(target);
      head = outgoing.head().routed(target);
    }
    Call call = Call.of(OutgoingRequest.WHERE, head);
    if (call == null) {
      return null;
    }
    Decision decision = decide(call, outgoing, request.getContent());
    SyntheticAnswer refusal = decision.refusal();
    if (refusal == null) {
      refusal = change(outgoing, decision);
    }
    GovernedCall.begin(request, decision, refusal);
    if (refusal != null) {
      // Answered where the HTTP client would be called; nothing to send is left until then.
      outgoing.body(new byte[0], 0);
    }
    return null;
  }

  /**
   * Advice on the exit of that method: ends a call behind its last attempt.
   *
   * @param lookup the executor's own
   * @param executor the executor
   * @param result the result
   * @param thrown what the application gets instead
   * @return null: what happened, happened
   * @throws Throwable when the executor has another shape
   */
  public static @Nullable Object onEnd(
      MethodHandles.Lookup lookup,
      Object executor,
      @Nullable Object result,
      @Nullable Throwable thrown)
      throws Throwable {
    GovernedCall.end(requestOf(lookup, executor), thrown);
    return null;
  }

  private static boolean hasOwnClient() {
    try {
      SdkHttpClient.class.getMethod("execute", HttpUriRequest.class, HttpContext.class);
      return true;
    } catch (NoSuchMethodException | NoClassDefFoundError relocated) {
      return false;
    }
  }

  private static Request<?> requestOf(MethodHandles.Lookup lookup, Object executor)
      throws Throwable {
    MethodHandle known = requests;
    if (known == null) {
      known = lookup.findGetter(lookup.lookupClass(), "request", Request.class);
      requests = known;
    }
    return (Request<?>) known.invoke(executor);
  }

  /** Makes the changes; a fault of ours amid them ends in a refusal. */
  private static @Nullable SyntheticAnswer change(OutgoingRequest outgoing, Decision decision) {
    try {
      decision.edit(outgoing);
      byte[] body = decision.body();
      if (body != null) {
        outgoing.body(body, decision.length());
      }
      return null;
    } catch (RuntimeException | Error fault) {
      Cordon.fault(OutgoingRequest.WHERE + " request", fault);
      decision.fail(fault);
      return FaultAnswer.create(); // half of it may be changed
    }
  }

  private static Decision decide(Call call, OutgoingRequest outgoing, @Nullable InputStream body) {
    if (body == null) {
      return call.whole(new byte[0]);
    }
    try {
      return call.read(out -> copy(body, out), outgoing.announcedLength());
    } catch (Throwable failure) {
      throw new DeliberateException(failure); // the application's body can't be read
    }
  }

  /** The SDK closes the stream behind the last attempt. */
  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      out.write(chunk, 0, n);
    }
  }
}
