package dev.cordon.engine.call;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** A call that could not even be opened: refused whatever it holds, if it is an AI call at all. */
final class RefusedExchange implements Exchange {
  private static final byte[] NOTHING = {};

  private final Verdict verdict;
  private final String message;

  private final WireFormat format;
  private final boolean certain;
  private volatile boolean refused;

  /**
   * Makes the refusal.
   *
   * @param certain false when the body's form must tell whether this is an AI call
   */
  RefusedExchange(WireFormat format, boolean certain) {
    this.format = format;
    this.certain = certain;
    Refusal why = Refusal.fault();
    message = why.reason(null, null, null);
    verdict = Verdict.refuse(format.errorAnswer(Refusal.STATUS, why.rule(), Refusal.text(message)));
  }

  @Override
  public String id() {
    return "0000000000000000";
  }

  @Override
  public Verdict judge(byte[] body) {
    return certain || format.fits(body) ? refused() : Verdict.forward(body);
  }

  private Verdict refused() {
    refused = true;
    return verdict;
  }

  @Override
  public Verdict judgeUnread(Unread reason, long length) {
    boolean common = !certain && reason == Unread.WEBSOCKET; // as other programs open
    return common ? Verdict.forward(NOTHING) : refused();
  }

  @Override
  public Verdict attempt(RequestHead head) {
    return refused ? verdict : Verdict.forward(NOTHING);
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
    return refused ? message : null;
  }
}
