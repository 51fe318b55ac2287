package dev.cordon.engine;

import dev.cordon.engine.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** A call that could not even be opened: refused whatever it holds. */
final class RefusedExchange implements Exchange {
  private final Verdict verdict;
  private final String message;

  RefusedExchange(WireFormat format) {
    Refusal why = Refusal.fault();
    message = why.message();
    verdict = Verdict.refuse(format.errorAnswer(Refusal.STATUS, why.rule(), message));
  }

  @Override
  public String id() {
    return "0000000000000000";
  }

  @Override
  public Verdict judge(byte[] body) {
    return verdict;
  }

  @Override
  public Verdict judgeUnread(Unread reason, long length) {
    return verdict;
  }

  @Override
  public Verdict attempt(RequestHead head) {
    return verdict;
  }

  @Override
  public StreamTransform answer(int status, HeaderSource headers) {
    return PassThrough.INSTANCE;
  }

  @Override
  public void fail(Throwable failure) {}

  @Override
  public Scope makeCurrent() {
    return Scope.NOOP;
  }

  @Override
  public @Nullable String refusal() {
    return message;
  }
}
