package dev.cordon.instrumentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AttachedTest {
  private final Attached<Object, String> attached = new Attached<>();

  @Test
  void stateBelongsToTheObjectAndNotToItsEquals() {
    String first = new String("key");
    String second = new String("key");
    assertNull(attached.put(first, "a"));
    assertNull(attached.put(second, "b"));

    assertEquals("a", attached.get(first));
    assertEquals("b", attached.put(second, "c"));
    assertEquals("c", attached.get(second));
    assertNull(attached.get("other"));
    assertEquals("a", attached.putIfAbsent(first, "d"));
    assertEquals("a", attached.remove(first));
    assertNull(attached.remove(first));
    assertEquals("d", attached.putIfAbsent(first, "d"));
  }

  @Test
  void neitherEqualsNorHashCodeOfAKeyIsCalled() {
    Object hostile =
        new Object() {
          @Override
          public boolean equals(Object other) {
            throw new IllegalStateException();
          }

          @Override
          public int hashCode() {
            throw new IllegalStateException();
          }
        };
    attached.put(hostile, "a");
    assertEquals("a", attached.putIfAbsent(hostile, "b"));
    assertEquals("a", attached.remove(hostile));
  }

  @Test
  @Timeout(60)
  void anEntryGoesWithItsKey() {
    Object key = new Object();
    Object kept = new Object();
    WeakReference<Object> gone = new WeakReference<>(key);
    attached.put(key, "a");
    attached.put(kept, "b");
    assertEquals(2, attached.size());
    key = null;
    while (attached.size() > 1) { // within the time limit above
      System.gc();
    }
    assertNull(gone.get());
    assertEquals("b", attached.get(kept));
  }

  @Test
  void ofSeveralThreadsAllGetTheSameState() throws Exception {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      keys.add(new Object());
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<String>>> work = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        String name = "t" + t;
        work.add(() -> keys.stream().map(key -> attached.putIfAbsent(key, name)).toList());
      }
      Set<List<String>> seen = new HashSet<>();
      for (Future<List<String>> result : threads.invokeAll(work, 30, TimeUnit.SECONDS)) {
        seen.add(result.get());
      }
      assertEquals(1, seen.size());
      assertTrue(attached.size() == 1000);
    } finally {
      threads.shutdownNow();
    }
  }
}
