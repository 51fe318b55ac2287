package dev.cordon.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what happens on another thread or in another process, and fails when it doesn't within
 * {@link #PATIENCE}. The one place in the tests that sleeps: a condition is asked again, never
 * hoped for. Stateless.
 */
public final class Await {
  /** How long anything may take; far more than it needs, on a machine that is busy. */
  public static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final long PAUSE_MILLIS = 5;

  private Await() {}

  /**
   * Waits until a condition holds.
   *
   * @param what the condition in words, for the failure's message
   * @param condition asked again and again, on this thread
   * @throws AssertionError when it doesn't hold in time
   */
  public static void until(String what, BooleanSupplier condition) {
    until(() -> what, condition);
  }

  /**
   * Waits until a condition holds.
   *
   * @param what the condition in words and what is there instead, for the failure's message; asked
   *     only then
   * @param condition asked again and again, on this thread
   * @throws AssertionError when it doesn't hold in time
   */
  public static void until(Supplier<String> what, BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what.get());
      }
      pause(what);
    }
  }

  private static void pause(Supplier<String> what) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting: " + what.get(), e);
    }
  }

  /**
   * Waits until a process ends, and ends it when it doesn't.
   *
   * @param process the process; what it writes must be read elsewhere, or fit into a pipe
   * @return its exit code
   * @throws AssertionError when it doesn't end in time
   */
  public static int end(Process process) {
    String name = name(process);
    try {
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill(process);
    throw new AssertionError("does not end: " + name);
  }

  /**
   * Reads what a process writes to its standard output until it ends, and ends it when it doesn't.
   *
   * @param process the process; its standard error must be redirected
   * @return the output, read as UTF-8
   * @throws AssertionError when it doesn't end in time
   * @throws UncheckedIOException when the output can't be read
   */
  public static String output(Process process) {
    String name = name(process);
    CompletableFuture<?> end = new CompletableFuture<>();
    end.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).exceptionally(late -> kill(process));
    String output;
    try (InputStream out = process.getInputStream()) {
      output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    if (!end.complete(null)) {
      throw new AssertionError("does not end: " + name + ", which wrote: " + output);
    }
    end(process);
    return output;
  }

  private static String name(Process process) {
    return process.info().commandLine().orElse("a process");
  }

  /** Ends a process and what it started, which may hold its output open. */
  private static <T> @Nullable T kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return null;
  }
}
