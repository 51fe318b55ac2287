package dev.cordon.instrumentation.awssdk;

import dev.cordon.engine.Exchange;
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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.core.internal.http.pipeline.stages.HttpChecksumStage;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/**
 * Judges a request in the last stage that may still change it: headers and parameters of the call's
 * own configuration are in, checksums and the signature are not. The SDK passes it once for a call,
 * before the first attempt. Stateless.
 */
public final class JudgeAdvice {
  private static final int CHUNK = 8192;

  private JudgeAdvice() {}

  /**
   * Advice on the entry of {@code HttpChecksumStage.execute}: changes the request in place.
   *
   * @param stage the stage
   * @param request the request
   * @param context what the SDK knows of the call
   * @return null, to go on
   */
  public static @Nullable Object onRequest(
      HttpChecksumStage stage,
      SdkHttpFullRequest.Builder request,
      RequestExecutionContext context) {
    RequestHead head = OutgoingRequest.head(request);
    Target target = Routing.of("aws-sdk", head);
    if (target != null) {
      OutgoingRequest.send(request, target);
      head = OutgoingRequest.head(request).routed(target);
    }
    Call call = Call.of("aws-sdk", head);
    if (call == null) {
      return null;
    }
    OutgoingRequest outgoing = new OutgoingRequest(request);
    Decision decision = decide(call, outgoing, request, context.requestProvider());
    SyntheticAnswer refusal = decision.refusal();
    if (refusal == null) {
      refusal = change(outgoing, decision);
    }
    GovernedCall.begin(context, decision, refusal);
    if (refusal != null) {
      // Answered where the HTTP client would be called; nothing to send is left until then.
      outgoing.body(new byte[0], 0);
      if (context.requestProvider() != null) {
        context.requestProvider(AsyncRequestBody.empty());
      }
    }
    return null;
  }

  /** Makes the changes; a fault of ours amid them ends in a refusal, or in what is there. */
  private static @Nullable SyntheticAnswer change(OutgoingRequest outgoing, Decision decision) {
    try {
      decision.edit(outgoing);
      byte[] body = decision.body();
      if (body != null) {
        outgoing.body(body, decision.length());
      }
      return null;
    } catch (RuntimeException | Error fault) {
      Cordon.fault("aws-sdk request", fault);
      decision.fail(fault);
      return FaultAnswer.create(); // half of it may be changed
    }
  }

  /** An asynchronous body is there for streams alone: its end may depend on the answer. */
  private static Decision decide(
      Call call,
      OutgoingRequest outgoing,
      SdkHttpFullRequest.Builder request,
      @Nullable AsyncRequestBody streamed) {
    if (streamed != null) {
      return call.unread(Exchange.Unread.DUPLEX, streamed.contentLength().orElse(-1L));
    }
    ContentStreamProvider body = request.contentStreamProvider();
    if (body == null) {
      return call.whole(new byte[0]);
    }
    try {
      return call.read(out -> copy(body, out), outgoing.announcedLength());
    } catch (Throwable failure) {
      throw new DeliberateException(failure); // the application's body can't be read
    }
  }

  private static void copy(ContentStreamProvider body, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = body.newStream()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        out.write(chunk, 0, n);
      }
    }
  }
}
