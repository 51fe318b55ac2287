package dev.cordon.instrumentation.javahttp;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallExecutorTest {
  private static final class Seen {
    final Thread thread = Thread.currentThread();
    final ClassLoader loader = thread.getContextClassLoader();
  }

  @Test
  void eachTaskHasTheClassLoaderOfWhoAsks() throws Exception {
    Thread own = Thread.currentThread();
    ClassLoader before = own.getContextClassLoader();
    try (URLClassLoader one = new URLClassLoader(new URL[0]);
        URLClassLoader other = new URLClassLoader(new URL[0])) {
      for (ClassLoader loader : new ClassLoader[] {one, other, one, before}) {
        own.setContextClassLoader(loader);
        Seen seen =
            CompletableFuture.supplyAsync(Seen::new, CallExecutor.OWN_THREAD)
                .get(30, TimeUnit.SECONDS);
        assertSame(loader, seen.loader);
        assertNotSame(own, seen.thread);
        assertTrue(seen.thread.isDaemon());
      }
    } finally {
      own.setContextClassLoader(before);
    }
  }
}
