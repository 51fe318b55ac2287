package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
  @Test
  void readsNoMoreOfTheStackThanItNeeds() {
    assertTrue(Caller.make().isLazy());
  }

  /** The only frame of the application is then that of a class which the JVM made for it. */
  @Test
  void aReferenceToALibrarysMethodIsOfItsAuthor(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("Hand.java");
    Files.writeString(
        source,
        "package com.example.app; public class Hand { public static <T>"
            + " java.util.concurrent.Callable<T> over(java.util.concurrent.Callable<T> library)"
            + " { return library::call; } }");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertEquals(0, compiled);
    Caller caller = Caller.make();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (URLClassLoader application = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Callable<String> library = caller::find;
      Object handed =
          Class.forName("com.example.app.Hand", true, application)
              .getMethod("over", Callable.class)
              .invoke(null, library);
      assertNull(threads.submit(library).get(30, TimeUnit.SECONDS));
      Object found = threads.submit((Callable<?>) handed).get(30, TimeUnit.SECONDS);
      assertEquals("com.example.app.Hand.call", found);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.Orders, send, com.example.Orders.send",
    "com.example.Orders$$Proxy7, send, com.example.Orders.send",
    "com.example.Orders, lambda$send$0, com.example.Orders.send",
  })
  void namesAFrameAsItsSourceDoes(String type, String method, String name) {
    assertEquals(name, Caller.name(type, method));
  }
}
