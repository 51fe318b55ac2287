package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.CallThreads;
import dev.cordon.instrumentation.Cordon;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a channel or a stream delivers, in order, although some of it is worked on beside the event
 * loop. While that goes on nothing more is read from the network. When the channel ends it is
 * finished at once: Netty takes the pipeline apart then. Used by the channel's event loop.
 */
final class InOrder {
  private final ChannelHandlerContext ctx;
  private final Runnable broken;
  private final ArrayDeque<Runnable> arrived = new ArrayDeque<>();
  private @Nullable Work<?> pending;
  private int delivering;
  private boolean demand;

  /** Whether there is nobody to wait for: the channel ends, or has no thread of its own. */
  private boolean atOnce;

  /**
   * Makes an order.
   *
   * @param ctx where to
   * @param broken ends what is delivered, after a fault of ours
   */
  InOrder(ChannelHandlerContext ctx, Runnable broken) {
    this.ctx = ctx;
    this.broken = broken;
    this.atOnce = ctx.channel() instanceof EmbeddedChannel;
  }

  /** Tells whether what comes now must wait for its turn. */
  boolean isBusy() {
    return pending != null || delivering > 0 || !arrived.isEmpty();
  }

  /** Does something when its turn has come. */
  void then(Runnable event) {
    if (isBusy()) {
      arrived.add(event);
    } else {
      event.run();
    }
  }

  /** Reads on as soon as nothing waits. */
  void demand() {
    if (isBusy()) {
      demand = true;
    } else {
      ctx.read();
    }
  }

  /**
   * Works on something beside the event loop; whatever arrives meanwhile waits.
   *
   * @param work may wait
   * @param then takes the result on the event loop
   */
  <T> void work(Callable<T> work, Consumer<T> then) {
    Work<T> task = new Work<>(work, then);
    pending = task;
    if (!atOnce) {
      try {
        CallThreads.shared().execute(task);
        return;
      } catch (OutOfMemoryError noThread) {
        // does it here
      }
    }
    task.run();
    complete(task);
  }

  private void complete(Work<?> task) {
    if (pending != task) {
      return; // the end of the channel was faster
    }
    delivering++;
    try {
      pending = null;
      task.deliver();
    } catch (Throwable fault) {
      Cordon.fault(CallHandler.WHERE + " answer", fault);
      broken.run();
    } finally {
      delivering--;
    }
    drain();
  }

  private void drain() {
    while (pending == null && delivering == 0 && !arrived.isEmpty()) {
      delivering++;
      try {
        arrived.remove().run();
      } finally {
        delivering--;
      }
    }
    if (demand && !isBusy()) {
      demand = false;
      ctx.read();
    }
  }

  /** Delivers all that has arrived, and works on the event loop from now on. */
  void end() {
    atOnce = true;
    for (Work<?> task = pending; task != null; task = pending) {
      task.run(); // unless a thread has it already
      complete(task);
    }
  }

  /** One piece of work. */
  private final class Work<T> extends FutureTask<T> {
    private final Consumer<T> then;
    private final Thread loop = Thread.currentThread();

    Work(Callable<T> work, Consumer<T> then) {
      super(work);
      this.then = then;
    }

    @Override
    protected void done() {
      if (Thread.currentThread() != loop) {
        try {
          ctx.executor().execute(() -> complete(this));
        } catch (RejectedExecutionException ended) {
          Cordon.fault(CallHandler.WHERE + " answer", ended);
        }
      }
    }

    /** Waits for the result where it isn't there yet. */
    void deliver() throws ExecutionException, InterruptedException {
      then.accept(get());
    }
  }
}
