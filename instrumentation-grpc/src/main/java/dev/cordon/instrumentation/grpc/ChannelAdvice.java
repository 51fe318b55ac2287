package dev.cordon.instrumentation.grpc;

import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/** Leads AI calls through the engine. Stateless. */
public final class ChannelAdvice {
  private ChannelAdvice() {}

  /**
   * Advice on the exit of a channel's {@code newCall}.
   *
   * @param channel the channel
   * @param method what is called
   * @param options how it is called
   * @param call the call
   * @param thrown what is thrown instead
   * @return the governed call, or null: it is none of ours
   */
  public static <Q, A> @Nullable Object onCall(
      Channel channel,
      MethodDescriptor<Q, A> method,
      CallOptions options,
      @Nullable ClientCall<Q, A> call,
      @Nullable Throwable thrown) {
    if (call == null || Cordon.gate() == null) {
      return null;
    }
    Target target = Target.of(channel, method, options);
    if (Call.of(Target.WHERE, target.head(null, null)) == null) {
      return null;
    }
    return method.getType().clientSendsOneMessage()
        ? new GovernedCall<>(call, method, target, options.getExecutor())
        : new GovernedStream<>(call, method, target, options.getExecutor());
  }
}
