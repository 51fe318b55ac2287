package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentClassLoaderTest {
  private static final File JAR = new File("target/cordon-agent.jar");
  private static final String SERVICE =
      "META-INF/services/io.opentelemetry.sdk.autoconfigure.spi.ResourceProvider";

  private AgentClassLoader loader;

  @BeforeEach
  void open() throws IOException {
    loader = AgentClassLoader.open(JAR);
  }

  @Test
  void definesItsOwnCopyOfWhatTheApplicationHasToo() throws Exception {
    Class<?> own = loader.loadClass("org.objectweb.asm.ClassReader");

    assertSame(loader, own.getClassLoader());
    assertNotEquals(Class.forName("org.objectweb.asm.ClassReader"), own);
    assertEquals("org.objectweb.asm", own.getPackage().getName());
  }

  @Test
  void seesTheJdkAndNothingOfTheApplication() throws Exception {
    assertNotNull(loader.loadClass("java.net.http.HttpClient"));
    assertNotNull(loader.loadClass("java.sql.Connection"));
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass("org.junit.jupiter.api.Test"));
    assertNull(loader.getResource("org/junit/jupiter/api/Test.class"));
  }

  @Test
  void readsWhatIsCompressed() throws Exception {
    Class<?> seldom = loader.loadClass("dev.cordon.lib.picocli.CommandLine");

    assertSame(loader, seldom.getClassLoader());
    assertTrue(seldom.getDeclaredConstructors().length > 0);
  }

  @Test
  void sharesTheEntryClasses() throws Exception {
    assertSame(AgentLog.class, loader.loadClass(AgentLog.class.getName()));
  }

  @Test
  void findsResourcesAsServiceLoaderDoes() throws Exception {
    assertEquals(1, Collections.list(loader.getResources(SERVICE)).size());
    try (InputStream in = loader.getResourceAsStream(SERVICE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.startsWith("io.opentelemetry."), text);
    }
    assertTrue(loader.getResource(SERVICE).toString().endsWith("-telemetry.jar!/" + SERVICE));
    assertNull(loader.getResource("no/such/thing"));
  }

  @Test
  void manyThreadsMayAskForOneClass() throws Exception {
    List<String> names = List.of("org.objectweb.asm.ClassWriter", "dev.cordon.engine.Verdict");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    Stream<Future<List<Class<?>>>> answers =
        Stream.generate(
            () ->
                threads.submit(
                    () -> {
                      assertTrue(start.await(60, TimeUnit.SECONDS));
                      return List.<Class<?>>of(
                          loader.loadClass(names.get(0)), loader.loadClass(names.get(1)));
                    }))
            .limit(8)
            .toList()
            .stream();
    start.countDown();
    assertEquals(1, answers.map(AgentClassLoaderTest::get).distinct().count());
    threads.shutdown();
  }

  @Test
  void aJarThatWasCutSaysSo(@TempDir Path directory) throws IOException {
    byte[] whole = Files.readAllBytes(JAR.toPath());
    Path cut = directory.resolve("cut.jar");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

    IOException thrown = assertThrows(IOException.class, () -> AgentClassLoader.open(cut.toFile()));

    assertTrue(thrown.getMessage().contains("cut"), thrown.getMessage());
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
