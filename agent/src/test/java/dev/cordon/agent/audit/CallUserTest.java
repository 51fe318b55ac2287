package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.UserRules;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who makes a call, from each place that policy can name. */
class CallUserTest {
  private static final String BODY =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"user\":\"inner\"}],\"user\":\"alice\","
          + "\"metadata\":{\"a\":{\"user_id\":\"deep\"},\"user_id\":\"bob\",\"n\":42},\"e\":\"a\\u0041b\"}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "user,alice",
    "metadata.user_id,bob",
    "metadata.n,42",
    "metadata.a.user_id,deep",
    "e,aAb",
    "messages,",
    "metadata,",
    "metadata.user_id.x,",
    "messages.user,",
    "absent,"
  })
  void aFieldIsReadAtItsPathAlone(String path, String expected) {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    assertEquals(expected, JsonField.read(body, path.split("\\.")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{", "[\"user\"]", "\"user\"", "{\"user\":", "{\"user\":\"a", "x", "''"})
  void whatIsNoObjectHasNoField(String body) {
    assertNull(JsonField.read(body.getBytes(StandardCharsets.UTF_8), new String[] {"user"}));
  }

  @Test
  void theFirstPlaceThatKnowsCounts() throws IOException {
    assertEquals("carol", user("[header:X-User, field:user]", "plain", head("x-user", "carol")));
    assertEquals("alice", user("[header:X-User, field:user]", "plain", head("x-other", "carol")));
    assertNull(user("header:X-User", "plain", head("x-other", "carol")));
  }

  @Test
  void baggageIsThatOfTheCurrentContext() throws IOException {
    try (Scope scope = Baggage.builder().put("enduser.id", "dave").build().makeCurrent()) {
      assertNotNull(scope);
      assertEquals("dave", user("[mdc:user, baggage:enduser.id]", "plain", head("a", "b")));
    }
    assertNull(user("[mdc:user, baggage:enduser.id]", "plain", head("a", "b")));
  }

  /** Stands for the real class, whose contract is a static method {@code get(String)}. */
  @ParameterizedTest
  @CsvSource({
    "org.slf4j,MDC,String",
    "org.apache.logging.log4j,ThreadContext,String",
    "org.jboss.logging,MDC,Object",
    "org.apache.log4j,MDC,Object"
  })
  void theLoggingContextIsThatOfTheApplicationsLoader(String pack, String name, String result)
      throws Exception {
    String source =
        "package %s; public class %s { public static %s get(String key) {"
            + " return key.equals(\"user\") ? \"erin\" : null; } }";
    Path classes = compile(name, String.format(source, pack, name, result));
    URL[] urls = {classes.toUri().toURL()};
    try (URLClassLoader application = new URLClassLoader(urls, null)) {
      assertEquals("erin", LoggingContext.mdc().get("user", application));
      assertNull(LoggingContext.mdc().get("other", application));
      assertNull(LoggingContext.mdc().get("user", null));
    }
  }

  /** Stands for Spring's classes and one kind of servlets. */
  @ParameterizedTest
  @CsvSource({"jakarta", "javax"})
  void theWebRequestIsTheOneThatSpringKeeps(String servlets) throws Exception {
    String spring = "package org.springframework.web.context.request; public ";
    compile(
        "HttpServletRequest",
        "package "
            + servlets
            + ".servlet.http; public interface HttpServletRequest { String getRequestURI(); }");
    compile("RequestAttributes", spring + "interface RequestAttributes {}");
    compile(
        "ServletRequestAttributes",
        spring
            + "class ServletRequestAttributes implements RequestAttributes { public final "
            + servlets
            + ".servlet.http.HttpServletRequest getRequest() { return () -> \"/api/hr\"; } }");
    Path classes =
        compile(
            "RequestContextHolder",
            spring
                + "class RequestContextHolder { public static RequestAttributes now; public static"
                + " RequestAttributes getRequestAttributes() { return now; } }");
    URL[] urls = {classes.toUri().toURL()};
    try (URLClassLoader application = new URLClassLoader(urls, null)) {
      LoggingContext path = LoggingContext.path();
      assertNull(path.get("", application));
      String pack = "org.springframework.web.context.request.";
      Class<?> holder = Class.forName(pack + "RequestContextHolder", true, application);
      Class<?> attributes = Class.forName(pack + "ServletRequestAttributes", true, application);
      holder.getField("now").set(null, attributes.getConstructor().newInstance());
      assertEquals("/api/hr", path.get("", application));
    }
    assertNull(LoggingContext.path().get("", null));
  }

  /** Compiles a class beside those compiled before; returns their folder. */
  private Path compile(String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    String classes = Files.createDirectories(folder.resolve("classes")).toString();
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classes, "-d", classes, file.toString());
    assertEquals(0, compiled);
    return Path.of(classes);
  }

  @Test
  void aUserIsAHashUnlessPolicyWantsItPlain() throws IOException {
    String hash = user("field:user", "hash", head("a", "b"));
    assertTrue(hash.matches("[0-9a-f]{16}"), hash);
    assertFalse(Files.readString(folder.resolve("audit.jsonl")).contains("alice"));
    assertEquals(
        List.of(hash), Fingerprints.of(folder.resolve("audit.jsonl"), null, true, "alice"));
  }

  @Test
  void aValueThatIsNoUserIsCut() throws IOException {
    assertEquals(256, user("header:x-user", "plain", head("x-user", "x".repeat(5000))).length());
  }

  private String user(String from, String store, RequestHead head) throws IOException {
    Path path = folder.resolve("audit.jsonl");
    AuditSettings settings = new AuditSettings(path, 1 << 20, 86_400_000L, 0, null);
    Origin origin = Origin.of("billing", "machine-1", 42);
    ExchangeRecord record = new ExchangeRecord("1", head, 0, 0);
    try (AuditFile file = new AuditFile(settings, origin)) {
      AuditTrail trail = new AuditTrail(file, settings, origin, rules(from, store));
      Object state = trail.started(record);
      trail.judging(record, BODY.getBytes(StandardCharsets.UTF_8), state);
      trail.ended(record, state);
    }
    List<String> lines = Files.readAllLines(path);
    return AuditTail.stringField(lines.get(lines.size() - 1), "user");
  }

  private static UserRules rules(String from, String store) {
    String policy =
        "version: 1\naudit:\n  file: a\n  user: {from: " + from + ", store: " + store + "}\n";
    ParsedPolicy parsed =
        PolicyParser.parse(
            "cordon.yaml",
            policy.getBytes(StandardCharsets.UTF_8),
            new PolicyContext(Map.of(), Set.of(), Set.of()));
    assertNotNull(parsed.policy(), () -> parsed.problems().toString());
    AuditRules audit = Objects.requireNonNull(parsed.policy().audit());
    return audit.user();
  }

  private static RequestHead head(String header, String value) {
    HeaderSource headers =
        new HeaderSource() {
          @Override
          public String first(String wanted) {
            return wanted.equalsIgnoreCase(header) ? value : null;
          }

          @Override
          public void forEach(BiConsumer<String, String> consumer) {
            consumer.accept(header, value);
          }
        };
    Library library = new Library("okhttp", CallUserTest.class.getClassLoader());
    return new RequestHead(library, "POST", "https", "a.example", -1, "/", null, headers);
  }
}
