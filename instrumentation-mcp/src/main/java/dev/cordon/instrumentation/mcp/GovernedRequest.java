package dev.cordon.instrumentation.mcp;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One request to a server, each time that it is subscribed to. */
final class GovernedRequest {
  private final Session session;
  private final String method;
  private final @Nullable Object params;
  private final Object type;

  GovernedRequest(Session session, String method, @Nullable Object params, Object type) {
    this.session = session;
    this.method = method;
    this.params = params;
    this.type = type;
  }

  /** Judges the parameters and asks the server. */
  Mono<?> send(@Nullable String server, @Nullable CallerMark caller) {
    Call call = Call.of(Session.WHERE, Session.head(method, server), caller);
    if (call == null) {
      return original();
    }
    Object tree;
    byte[] json;
    try {
      tree = params == null ? Collections.emptyMap() : session.tree(params);
      json = JsonTree.write(tree);
    } catch (Throwable fault) {
      return faulty(fault);
    }
    Decision decision = call.whole(json);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return Mono.error(Session.error(refusal));
    }
    Mono<?> sent;
    try {
      byte[] body = decision.body();
      Object leaving = body == null ? params : JsonTree.merge(tree, JsonTree.read(body));
      sent = SessionAdvice.ours(session, method, leaving, session.treeType());
    } catch (Throwable fault) {
      decision.fail(fault);
      return faulty(fault);
    }
    return sent.map(result -> answer(decision, result))
        .switchIfEmpty(Mono.defer(() -> ended(decision)))
        .doOnError(decision::fail)
        .doOnCancel(() -> decision.fail(new CancellationException()));
  }

  private Mono<?> original() {
    return SessionAdvice.ours(session, method, params, type);
  }

  private static <T> Mono<T> ended(Decision decision) {
    decision.answer(204, HeaderSource.NONE, false);
    return Mono.empty();
  }

  private Mono<?> faulty(Throwable fault) {
    Cordon.fault(Session.WHERE + " parameters", fault);
    SyntheticAnswer refusal = Call.faulty(Session.WHERE, Session.head(method, null));
    return refusal == null ? original() : Mono.error(Session.error(refusal));
  }

  /** Looks at a result and makes the application's object of what is handed on. */
  private Object answer(Decision decision, Object result) {
    byte[] json;
    try {
      json = JsonTree.write(result);
    } catch (RuntimeException fault) {
      Cordon.fault(Session.WHERE + " result", fault);
      decision.complete();
      if (Cordon.refuseOnFault()) {
        throw Session.error(fault);
      }
      return session.result(result, type);
    }
    byte[] kept = decision.incoming(json);
    SyntheticAnswer withheld = decision.withheld();
    if (kept == null || withheld != null) {
      decision.complete();
      throw Session.error(withheld);
    }
    byte[] restored = restored(decision, kept);
    Object changed = restored == json ? result : JsonTree.merge(result, JsonTree.read(restored));
    return session.result(changed == null ? result : changed, type);
  }

  private static byte[] restored(Decision decision, byte[] json) {
    AnswerPlan plan = decision.answer(200, JsonHeaders.INSTANCE, true);
    if (plan.isUntouched()) {
      return json;
    }
    AnswerPush push = plan.push();
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
    try {
      add(push.next(ByteBuffer.wrap(json)), out);
      add(push.finish(), out);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible); // nothing is encoded
    }
    SyntheticAnswer withheld = push.withheld();
    if (withheld != null) {
      throw Session.error(withheld); // a result without its texts would pass for one
    }
    return out.toByteArray();
  }

  private static void add(ByteBuffer piece, ByteArrayOutputStream out) {
    byte[] bytes = new byte[piece.remaining()];
    piece.get(bytes);
    out.write(bytes, 0, bytes.length);
  }
}
