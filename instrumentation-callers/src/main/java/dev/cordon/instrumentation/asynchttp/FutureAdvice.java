package dev.cordon.instrumentation.asynchttp;

import dev.cordon.engine.CallerMark;
import dev.cordon.instrumentation.Callers;
import org.asynchttpclient.netty.NettyResponseFuture;
import org.jspecify.annotations.Nullable;

/** Advice where a call of AsyncHttpClient gets its future, and where its request is written. */
public final class FutureAdvice {
  private FutureAdvice() {}

  /**
   * Advice on the constructor of {@code NettyResponseFuture}.
   *
   * @param future the call's future
   */
  public static void onMade(NettyResponseFuture<?> future) {
    CallerMark mark = Callers.find("async-http-client");
    if (mark != null) {
      Callers.carry(future, mark);
    }
  }

  /**
   * Advice on the entry of {@code NettyRequestSender.writeRequest}, on whatever thread.
   *
   * @param sender the client's
   * @param future the call's future
   * @param channel where it is written
   * @return null
   */
  public static @Nullable Object onWrite(
      Object sender, NettyResponseFuture<?> future, Object channel) {
    CallerMark mark = Callers.carriedBy(future);
    if (mark != null) {
      Callers.carry(future.getNettyRequest().getHttpRequest(), mark);
    }
    return null;
  }

  /**
   * Advice on the entry of {@code sendHttp2Frames}, on the stream's event loop.
   *
   * @param sender the client's
   * @param future the call's future
   * @param stream the stream
   * @return null
   */
  public static @Nullable Object onFrames(
      Object sender, NettyResponseFuture<?> future, Object stream) {
    Callers.beginSending(Callers.carriedBy(future));
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param sender the client's
   * @param future the call's future
   * @param stream the stream
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onFramesSent(
      Object sender, NettyResponseFuture<?> future, Object stream, @Nullable Throwable thrown) {
    Callers.endSending();
    return null;
  }
}
