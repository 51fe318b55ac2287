package dev.cordon.detector.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs the model for all threads on one thread of its own: what waits is run together, up to a
 * number of windows; what nobody waits for any more is left out. Waits for no more to come. Thread-
 * safe.
 */
final class Batcher implements Runnable {
  private static final int WAITING = 4096;

  private final Model model;
  private final int most;
  private final BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread = new Thread(this, "cordon-onnx");
  private volatile boolean closed;

  private Batcher(Model model, int most) {
    this.model = model;
    this.most = most;
  }

  /**
   * Starts one.
   *
   * @param most how many windows are run together
   */
  static Batcher start(Model model, int most) {
    Batcher batcher = new Batcher(model, most);
    batcher.thread.setDaemon(true);
    batcher.thread.start();
    return batcher;
  }

  /**
   * Has windows run.
   *
   * @return the logits of each, by position and label
   * @throws RejectedExecutionException if too many wait already
   */
  List<Future<float[][]>> submit(List<Window> windows) {
    List<Future<float[][]>> running = new ArrayList<>();
    for (Window window : windows) {
      Job job = new Job(window);
      if (closed || !waiting.offer(job)) {
        running.forEach(each -> each.cancel(true));
        throw new RejectedExecutionException("too many texts wait for the model");
      }
      running.add(job.logits);
    }
    return running;
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        List<Job> jobs = new ArrayList<>();
        jobs.add(waiting.take());
        waiting.drainTo(jobs, WAITING);
        jobs.removeIf(job -> job.logits.isDone());
        jobs.sort(Comparator.comparingInt(job -> job.window.input().length)); // least padding
        for (int from = 0; from < jobs.size() && !closed; from += most) {
          run(jobs.subList(from, Math.min(jobs.size(), from + most)));
        }
      }
    } catch (InterruptedException e) {
      // closed
    } finally {
      closed = true;
      model.close();
      waiting.forEach(job -> job.logits.cancel(true));
    }
  }

  private void run(List<Job> batch) {
    List<Job> wanted = new ArrayList<>(batch);
    wanted.removeIf(job -> job.logits.isDone());
    if (wanted.isEmpty()) {
      return;
    }
    List<Window> windows = new ArrayList<>();
    wanted.forEach(job -> windows.add(job.window));
    try {
      float[][][] logits = model.run(windows);
      for (int i = 0; i < wanted.size(); i++) {
        wanted.get(i).logits.complete(logits[i]);
      }
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      wanted.forEach(job -> job.logits.completeExceptionally(e));
    }
  }

  /** Ends it; what waits fails. */
  void close() {
    closed = true;
    thread.interrupt();
  }

  /** A window, and where its result goes. */
  private static final class Job {
    final Window window;
    final CompletableFuture<float[][]> logits = new CompletableFuture<>();

    Job(Window window) {
      this.window = window;
    }
  }
}
