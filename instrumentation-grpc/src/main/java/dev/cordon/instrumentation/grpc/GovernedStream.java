package dev.cordon.instrumentation.grpc;

import com.google.protobuf.Message;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.JsonTree;
import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import io.grpc.Attributes;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One AI call to which the client sends many messages: governed message by message, as a WebSocket
 * is. Its headers are judged when it begins; deadline, cancelling and flow control are the call's
 * below. A message that policy refuses ends the call with {@code PERMISSION_DENIED}.
 */
final class GovernedStream<Q, A> extends ClientCall<Q, A> {
  private final ClientCall<Q, A> call;
  private final MethodDescriptor<Q, A> method;
  private final Target target;
  private final @Nullable Executor executor;
  private volatile @Nullable SocketCall socket;
  private volatile @Nullable AnswerListener<A> answers;

  /** Whether nothing of the application's goes on any more. */
  private volatile boolean over;

  GovernedStream(
      ClientCall<Q, A> call,
      MethodDescriptor<Q, A> method,
      Target target,
      @Nullable Executor executor) {
    this.call = call;
    this.method = method;
    this.target = target;
    this.executor = executor;
  }

  @Override
  public void start(Listener<A> listener, Metadata headers) {
    Call governed = Call.of(Target.WHERE, target.head(null, headers), target.caller());
    if (governed == null) {
      call.start(listener, headers);
      return;
    }
    Decision decision =
        isReadable() ? governed.handshake() : governed.unread(Exchange.Unread.DUPLEX, -1);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal == null) {
      try {
        decision.edit(new HeaderEditor(headers));
      } catch (Throwable unfit) {
        decision.fail(unfit);
        Cordon.fault(Target.WHERE + " headers", unfit);
        refusal = Cordon.refuseOnFault() ? FaultAnswer.create() : null;
      }
    }
    if (refusal != null) {
      refuse(refusal, listener);
      return;
    }
    SocketCall begun = isReadable() ? decision.socket() : null;
    boolean streams = !method.getType().serverSendsOneMessage();
    AnswerListener<A> restoring =
        new AnswerListener<>(listener, call, decision, target, streams, begun);
    socket = begun;
    answers = restoring;
    decision.send(
        () -> {
          call.start(restoring, headers);
          return Boolean.TRUE;
        });
  }

  /** Tells whether what will be sent has descriptors. */
  private boolean isReadable() {
    try {
      Object marshaller = method.getRequestMarshaller();
      return marshaller instanceof MethodDescriptor.PrototypeMarshaller
          && ((MethodDescriptor.PrototypeMarshaller<?>) marshaller).getMessagePrototype()
              instanceof Message;
    } catch (LinkageError noProtobuf) {
      return false;
    }
  }

  private void refuse(SyntheticAnswer refusal, Listener<A> listener) {
    over = true;
    Status status = HeaderEditor.status(refusal);
    Runnable told = () -> listener.onClose(status, new Metadata());
    if (executor == null) {
      told.run();
    } else {
      executor.execute(told);
    }
    call.cancel(status.getDescription(), null);
  }

  @Override
  public void sendMessage(Q message) {
    if (over) {
      return;
    }
    SocketCall judge = socket;
    if (judge == null) {
      call.sendMessage(message);
      return;
    }
    try {
      call.sendMessage(judged(judge, message));
    } catch (RefusedMessage refused) {
      end(Status.PERMISSION_DENIED.withDescription(refused.getMessage()));
    }
  }

  private Q judged(SocketCall judge, Q message) throws RefusedMessage {
    byte[] json;
    try {
      json = JsonTree.write(Messages.tree((Message) message));
    } catch (Throwable unreadable) {
      return afterFault(unreadable, message);
    }
    byte[] sent = judge.send(json);
    if (sent == json) {
      return message;
    }
    try {
      Object changed = JsonTree.read(sent);
      if (!(changed instanceof Map)) {
        throw new IllegalArgumentException("no message any more");
      }
      return cast(Messages.merge((Message) message, (Map<?, ?>) changed));
    } catch (Throwable unfit) {
      return afterFault(unfit, message);
    }
  }

  @SuppressWarnings("unchecked")
  private Q cast(Message message) {
    return (Q) message; // of the very type of the one that it replaces
  }

  private Q afterFault(Throwable fault, Q message) throws RefusedMessage {
    Cordon.fault(Target.WHERE + " message", fault);
    if (Cordon.refuseOnFault()) {
      throw RefusedMessage.afterFault();
    }
    return message;
  }

  /** Ends the call below, whose listener says why. */
  private void end(Status why) {
    over = true;
    AnswerListener<A> restoring = answers;
    if (restoring != null) {
      restoring.refused(why);
    }
    call.cancel(why.getDescription(), null);
  }

  @Override
  public void request(int count) {
    AnswerListener<A> restoring = answers;
    if (restoring != null) {
      restoring.wanted(count);
    }
    if (!over) {
      call.request(count);
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    call.cancel(message, cause);
  }

  @Override
  public void halfClose() {
    if (!over) {
      call.halfClose();
    }
  }

  @Override
  public boolean isReady() {
    return !over && call.isReady();
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    if (!over) {
      call.setMessageCompression(enabled);
    }
  }

  @Override
  public Attributes getAttributes() {
    return call.getAttributes();
  }
}
