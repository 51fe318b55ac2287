package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentationsTest {
  static IntStream lines() {
    return IntStream.range(0, Instrumentations.size());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void eachClassWithAHookIsFoundByItsInternalName(int line) throws Exception {
    Instrumentation instrumentation =
        (Instrumentation)
            Class.forName(Instrumentations.description(line)).getConstructor().newInstance();

    assertEquals(instrumentation.name(), Instrumentations.name(line));
    assertEquals(line, Instrumentations.byName(instrumentation.name()));
    byte[] classFile = classFile(Math.min(99, instrumentation.lastRelease()));
    for (Hook hook : instrumentation.hooks()) {
      for (String target : hook.classNames()) {
        int found = Instrumentations.indexOf(target.replace('.', '/'));
        assertTrue(found == line || Instrumentations.isSharing(line), target);
        assertEquals(line, Instrumentations.indexOf(target.replace('.', '/'), classFile));
        assertEquals(-1, Instrumentations.indexOf(target));
        assertTrue(Instrumentations.mayBe(target));
      }
    }
  }

  /** Begins as a class file does that is written for a Java release. */
  private static byte[] classFile(int release) {
    return new byte[] {
      (byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, version(release)
    };
  }

  private static byte version(int release) {
    return (byte) (44 + release);
  }

  @ParameterizedTest
  @CsvSource({
    "jetty-client9,  7,  ''",
    "jetty-client9,  8,  ''",
    "jetty-client9,  8,  com/example/shaded/",
    "jetty-client10, 11, ''",
    "jetty-client10, 17, com/example/shaded/"
  })
  void ofTwoShapesOfALibraryTheClassFileTells(String library, int release, String prefix) {
    String name = prefix + "org/eclipse/jetty/client/HttpDestination";

    int found = Instrumentations.indexOf(name, classFile(release));

    assertEquals(library, Instrumentations.name(found));
    assertTrue(Instrumentations.isSharing(found));
    assertEquals(prefix, Instrumentations.prefix(name));
  }

  @Test
  void aClassFileOfNoShapeIsNoTarget() {
    Instrumentations two = new Instrumentations("a A 0 8 x/Y\nb B 11 17 x/Y x/Z\n");

    assertEquals(0, two.find("x/Y", classFile(8)));
    assertEquals(1, two.find("x/Y", classFile(11)));
    assertEquals(-1, two.find("x/Y", classFile(9)));
    assertEquals(-1, two.find("x/Y", classFile(18)));
    assertEquals(1, two.find("x/Z"));
    assertEquals(0, two.find("x/Y", new byte[7]));
  }

  @Test
  void mostInstrumentationsShareNoTarget() {
    assertEquals(
        List.of("jetty-client10", "jetty-client9"),
        lines().filter(Instrumentations::isSharing).mapToObj(Instrumentations::name).toList());
  }

  @Test
  void theBuildListsEachModule() {
    assertEquals(
        List.of(
            "anthropic-java",
            "apache-httpclient4",
            "apache-httpclient5",
            "armeria",
            "async-http-client",
            "aws-sdk",
            "aws-sdk1",
            "connections",
            "grpc",
            "helidon-webclient",
            "java-http-client",
            "java-websocket",
            "jetty-client",
            "jetty-client10",
            "jetty-client9",
            "jetty-websocket",
            "jetty-websocket9",
            "ktor-cio",
            "mcp",
            "micronaut",
            "netty",
            "okhttp",
            "okhttp2",
            "openai-java",
            "reactor",
            "servlet",
            "tomcat-websocket",
            "tyrus",
            "url-connection",
            "vertx"),
        lines().mapToObj(Instrumentations::name).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "Hello",
        "RetryingHttpClient",
        "com/openai/core/http/RetryingHttpClienT",
        "com/openai/core/http/RetryingHttpClient$Builder",
        "xcom/openai/core/http/RetryingHttpClient",
        "shaded/openai/core/http/RetryingHttpClient",
        "shaded/java/net/Socket",
        "shaded/jdk/internal/net/http/HttpClientFacade",
        "/okhttp3/RealCall/",
        "http/impl/client/InternalHttpClient",
        "com/openai/core/http/RetryingHttpClient/"
      })
  void anythingElseIsNot(String name) {
    assertEquals(-1, Instrumentations.indexOf(name));
    assertEquals("", Instrumentations.prefix(name));
  }

  @ParameterizedTest
  @CsvSource({
    "okhttp,             '',                                 okhttp3/RealCall",
    "okhttp,             io/trino/jdbc/$internal/,           okhttp3/RealCall",
    "okhttp,             a/,                                 okhttp3/internal/ws/RealWebSocket",
    "openai-java,        shaded/,                           "
        + " com/openai/core/http/RetryingHttpClient",
    "apache-httpclient5, com/example/shaded/,               "
        + " org/apache/hc/core5/http/impl/io/HttpRequestExecutor",
    "apache-httpclient4, net/snowflake/client/jdbc/internal/,"
        + " apache/http/impl/client/InternalHttpClient",
    "apache-httpclient4, org/apache/solr/shaded/,           "
        + " org/apache/http/impl/client/InternalHttpClient"
  })
  void aRelocatedCopyIsFoundByItsNamesEnd(String library, String prefix, String shared) {
    int found = Instrumentations.indexOf(prefix + shared);

    assertEquals(library, Instrumentations.name(found));
    assertEquals(prefix, Instrumentations.prefix(prefix + shared));
    assertTrue(Instrumentations.mayBe((prefix + shared).replace('/', '.')));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 200, 65_535})
  void aNameMayHaveAnyLength(int length) {
    assertEquals(-1, Instrumentations.indexOf("x".repeat(length)));
    assertFalse(Instrumentations.mayBe("x".repeat(length)));
  }

  @Test
  void hundredsOfTargetsAreEachFoundAndNothingElse() {
    int modules = 60;
    int targets = 12;
    StringBuilder list = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (int m = 0; m < modules; m++) {
      list.append("module-").append(m).append(" com.example.Module").append(m).append(" 0 99");
      for (int t = 0; t < targets; t++) {
        // Many share a simple name, as clients do.
        String name = "com/example/m" + m + "/Client" + t;
        names.add(name);
        list.append(' ').append(name);
      }
      list.append('\n');
    }
    Instrumentations many = new Instrumentations(list.toString());

    List<Integer> order = new ArrayList<>(IntStream.range(0, names.size()).boxed().toList());
    Collections.shuffle(order, new Random(7));
    for (int i : order) {
      assertEquals(i / targets, many.find(names.get(i)), names.get(i));
      assertEquals(-1, many.find(names.get(i) + "x"));
      assertEquals(i / targets, many.find("other/" + names.get(i)));
      assertEquals("other/", many.prefixOf("other/" + names.get(i)));
      assertEquals(-1, many.find(names.get(i).substring(1)));
    }
  }
}
