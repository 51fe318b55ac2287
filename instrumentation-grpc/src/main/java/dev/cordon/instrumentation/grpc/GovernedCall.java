package dev.cordon.instrumentation.grpc;

import com.google.protobuf.Message;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import dev.cordon.instrumentation.JsonTree;
import io.grpc.Attributes;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One AI call. It begins when its message is there: the headers leave with a verdict, or not at
 * all. Deadline, cancelling and flow control are the call's below.
 */
final class GovernedCall<Q, A> extends ClientCall<Q, A> {
  private final ClientCall<Q, A> call;
  private final MethodDescriptor<Q, A> method;
  private final Target target;
  private final @Nullable Executor executor;
  private volatile @Nullable Listener<A> waiting;
  private @Nullable Metadata headers;
  private @Nullable Boolean compressed;
  private volatile @Nullable AnswerListener<A> answers;
  private int requested;
  private volatile boolean over;

  GovernedCall(
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
  public void start(Listener<A> listener, Metadata metadata) {
    waiting = listener;
    headers = metadata;
  }

  @Override
  public void sendMessage(Q message) {
    if (waiting == null) {
      if (!over) {
        call.sendMessage(message);
      }
      return;
    }
    Q leaving = judge(message);
    if (leaving != null) {
      call.sendMessage(leaving);
    }
  }

  /**
   * Asks for a verdict and does what it says.
   *
   * @param message the one message
   * @return what to send; null for nothing
   */
  private @Nullable Q judge(Q message) {
    Map<String, @Nullable Object> tree = null;
    byte[] json = null;
    Throwable fault = null;
    try {
      if (isMessage(message)) {
        tree = Messages.tree((Message) message);
        json = JsonTree.write(tree);
      }
    } catch (Throwable unreadable) {
      fault = unreadable;
    }
    Object model = tree == null ? null : tree.get("model");
    Metadata metadata = headers;
    Call governed =
        Call.of(
            Target.WHERE,
            target.head(model instanceof String ? (String) model : null, metadata),
            target.caller());
    if (governed == null || fault != null) {
      return fault == null ? begun(message, null) : afterFault(fault, message);
    }
    Decision decision =
        json == null ? governed.unread(Exchange.Unread.DUPLEX, -1) : governed.whole(json);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      refuse(refusal);
      return null;
    }
    byte[] body = decision.body();
    Q leaving = message;
    try {
      Object changed = body == null ? null : JsonTree.read(body);
      if (changed instanceof Map) {
        leaving = cast(Messages.merge((Message) message, (Map<?, ?>) changed));
      }
      decision.edit(new HeaderEditor(metadata));
    } catch (Throwable unfit) {
      decision.fail(unfit);
      return afterFault(unfit, message);
    }
    return begun(leaving, decision);
  }

  private static boolean isMessage(Object message) {
    try {
      return message instanceof Message;
    } catch (LinkageError noProtobuf) {
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  private Q cast(Message message) {
    return (Q) message; // of the very type of the one that it replaces
  }

  /** Starts the call below. */
  private @Nullable Q begun(@Nullable Q message, @Nullable Decision decision) {
    Listener<A> listener = waiting;
    Metadata metadata = headers;
    waiting = null;
    if (listener == null || metadata == null) {
      return null;
    }
    if (decision == null) {
      call.start(listener, metadata);
    } else {
      AnswerListener<A> restoring =
          new AnswerListener<>(
              listener, call, decision, target, !method.getType().serverSendsOneMessage(), null);
      answers = restoring;
      decision.send(
          () -> {
            call.start(restoring, metadata);
            return Boolean.TRUE;
          });
    }
    if (compressed != null) {
      call.setMessageCompression(compressed);
    }
    if (requested > 0) {
      request(requested);
    }
    return message;
  }

  private @Nullable Q afterFault(Throwable fault, @Nullable Q message) {
    Cordon.fault(Target.WHERE + " judge", fault);
    if (Cordon.refuseOnFault()) {
      refuse(FaultAnswer.create());
      return null;
    }
    return begun(message, null);
  }

  private void refuse(SyntheticAnswer refusal) {
    Status status = HeaderEditor.status(refusal);
    close(status);
    call.cancel(status.getDescription(), null);
  }

  /** Ends a call that never began, where its callbacks belong. */
  private void close(Status status) {
    Listener<A> listener = waiting;
    waiting = null;
    over = true;
    if (listener != null) {
      Runnable told = () -> listener.onClose(status, new Metadata());
      if (executor == null) {
        told.run();
      } else {
        executor.execute(told);
      }
    }
  }

  @Override
  public void request(int count) {
    if (waiting != null) {
      requested += count;
      return;
    }
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
    if (waiting != null) {
      close(Status.CANCELLED.withDescription(message).withCause(cause));
    }
    call.cancel(message, cause);
  }

  @Override
  public void halfClose() {
    if (waiting != null) {
      begun(null, null); // a call without a message sends nothing of the application's
    }
    if (!over) {
      call.halfClose();
    }
  }

  @Override
  public boolean isReady() {
    return waiting != null || (!over && call.isReady());
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    if (waiting != null) {
      compressed = enabled;
    } else if (!over) {
      call.setMessageCompression(enabled);
    }
  }

  @Override
  public Attributes getAttributes() {
    return call.getAttributes();
  }
}
