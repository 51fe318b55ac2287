package dev.cordon.agent.secret;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does the same with several names at the same time, a thread each. Thread-safe; used once. */
final class Together {
  private final Set<String> open;

  private Together(Collection<String> names) {
    this.open = new LinkedHashSet<>(names);
  }

  /**
   * Begins; the threads are daemons, which keep no application alive.
   *
   * @param work is told a name; throws nothing
   */
  static Together begin(Collection<String> names, Consumer<String> work) {
    Together together = new Together(names);
    for (String name : names) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.accept(name);
                } finally {
                  together.done(name);
                }
              },
              "cordon-secret");
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }
    return together;
  }

  private synchronized void done(String name) {
    open.remove(name);
    notifyAll();
  }

  /** Waits so long at most; returns the names that are not done. */
  synchronized Set<String> await(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      for (long left = millis; !open.isEmpty() && left > 0; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return open.isEmpty() ? Collections.<String>emptySet() : new LinkedHashSet<>(open);
  }
}
