package dev.cordon.instrumentation.grpc;

import com.google.protobuf.Message;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.SocketCall;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Restores the answer's messages. One may become none or several: the application gets no more than
 * it asked for, and the rest when it asks. Callbacks stay one after the other.
 */
final class AnswerListener<A> extends ClientCall.Listener<A> {
  private static final String WITHHELD = "Cordon withheld the rest of this answer";

  private final ClientCall.Listener<A> application;
  private final ClientCall<?, A> call;
  private final Decision decision;
  private final Target target;
  private final boolean streams;
  private final Queue<A> ready = new ArrayDeque<>();

  /** What else the application hears: headers, and that it may send. */
  private final Queue<Runnable> signals = new ArrayDeque<>();

  private @Nullable RestoredAnswer restored;
  private @Nullable Message last;
  private long wanted;
  private boolean busy;
  private volatile @Nullable Status refused;
  private @Nullable Runnable end;

  AnswerListener(
      ClientCall.Listener<A> application,
      ClientCall<?, A> call,
      Decision decision,
      Target target,
      boolean streams,
      @Nullable SocketCall socket) {
    this.application = application;
    this.call = call;
    this.decision = decision;
    this.target = target;
    this.streams = streams;
    this.restored = socket == null ? null : new RestoredAnswer(socket);
  }

  /** Has the call, which is being cancelled, end with what policy says. */
  void refused(Status why) {
    refused = why;
  }

  @Override
  public void onHeaders(Metadata headers) {
    target.reached();
    signal(() -> application.onHeaders(headers));
  }

  @Override
  public void onReady() {
    signal(application::onReady);
  }

  /** Tells the application at once, or behind what it is being told by a thread of its own. */
  private void signal(Runnable told) {
    synchronized (this) {
      signals.add(told);
    }
    deliver();
  }

  @Override
  public void onMessage(A message) {
    List<A> messages = Collections.singletonList(message);
    try {
      messages = restore(message);
    } catch (Throwable fault) {
      Cordon.fault(Target.WHERE + " answer", fault); // as it came: tokens stay, nothing is lost
    }
    synchronized (this) {
      ready.addAll(messages);
    }
    if (isWithheld()) {
      call.cancel(WITHHELD, null);
    } else if (messages.isEmpty()) {
      call.request(1);
    }
    deliver();
  }

  private List<A> restore(A message) {
    if (!(message instanceof Message)) {
      return Collections.singletonList(message);
    }
    last = (Message) message;
    RestoredAnswer answer = restored;
    if (answer == null) {
      answer = restored = new RestoredAnswer(decision, streams);
    }
    return cast(answer.next((Message) message));
  }

  @SuppressWarnings("unchecked")
  private List<A> cast(List<Message> messages) {
    return (List<A>) messages; // of the type of the answer's
  }

  private boolean isWithheld() {
    RestoredAnswer answer = restored;
    return answer != null && answer.isWithheld();
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    RestoredAnswer answer = restored;
    try {
      if (!status.isOk() && !isWithheld() && refused == null) {
        decision.fail(status.asRuntimeException());
      } else if (status.isOk() && answer != null && last != null) {
        List<A> rest = cast(answer.finish(last));
        synchronized (this) {
          ready.addAll(rest);
        }
      }
      if (answer != null) {
        boolean whole = status.isOk() || isWithheld() || refused != null;
        answer.abort(whole ? null : status.asRuntimeException());
      }
      decision.complete();
    } catch (Throwable fault) {
      Cordon.fault(Target.WHERE + " answer's end", fault);
    }
    synchronized (this) {
      Status why = refused;
      Status ended = isWithheld() ? Status.PERMISSION_DENIED.withDescription(WITHHELD) : status;
      ended = why == null ? ended : why;
      Status told = ended;
      end = () -> application.onClose(told, trailers);
      Status.Code code = status.getCode();
      if (code == Status.Code.CANCELLED || code == Status.Code.DEADLINE_EXCEEDED) {
        ready.clear(); // as gRPC does it: nobody has to ask for the rest first
      }
    }
    deliver();
  }

  /** The application asks for more. */
  void wanted(int count) {
    synchronized (this) {
      wanted += count;
      if (ready.isEmpty()) {
        return;
      }
    }
    deliver();
  }

  private void deliver() {
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } finally {
        synchronized (this) {
          busy = false;
        }
      }
    }
  }

  /** Takes the next thing to tell; null for nothing, or while another one is being told. */
  private synchronized @Nullable Runnable next() {
    Runnable next = busy ? null : signals.poll();
    if (!busy && next == null && wanted > 0 && !ready.isEmpty()) {
      A message = ready.remove();
      wanted--;
      next = () -> application.onMessage(message);
    } else if (!busy && next == null && ready.isEmpty()) {
      next = end;
      end = null;
    }
    busy |= next != null;
    return next;
  }
}
