package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.SyntheticAnswer;
import java.net.ProtocolException;

/**
 * Carries a refusal from right before the network, where no interceptor may answer, up to ours
 * above the retries. A {@code ProtocolException}, because OkHttp tries no other route after one.
 */
final class RefusedHop extends ProtocolException {
  private static final long serialVersionUID = 1;

  private final transient SyntheticAnswer answer;

  RefusedHop(SyntheticAnswer answer) {
    super("Cordon refused this request");
    this.answer = answer;
  }

  SyntheticAnswer answer() {
    return answer;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this; // the application gets the answer, not this
  }
}
