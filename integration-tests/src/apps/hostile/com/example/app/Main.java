package com.example.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Collections;
import java.util.TreeSet;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.yaml.snakeyaml.Yaml;

/** An application with old libraries of the same names as the agent's own. */
@SuppressWarnings("deprecation")
public final class Main {
  private static final SdkTracerProvider TRACING = SdkTracerProvider.builder().build();

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> post(a[0], a[1]))
        .add("traced", a -> traced(a[0], a[1]))
        .add("yaml", a -> "" + new Yaml().load(a[0]))
        .add("generate", a -> generate(a[0]))
        .add("origin", a -> origin(a[0]))
        .add("threads", a -> threads())
        .serveAndExit();
  }

  private static String post(String url, String prompt) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode body = mapper.createObjectNode().put("model", "echo-1");
    ObjectNode message = mapper.createObjectNode().put("role", "user").put("content", prompt);
    body.put("messages", mapper.createArrayNode().add(message));
    Request request =
        new Request.Builder()
            .url(url)
            .post(
                RequestBody.create(
                    MediaType.parse("application/json"), mapper.writeValueAsString(body)))
            .build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return mapper
          .readTree(response.body().string())
          .path("choices")
          .path(0)
          .path("message")
          .path("content")
          .asText();
    }
  }

  /** Calls within a span of the application's own and returns trace and span identifier. */
  private static String traced(String url, String prompt) throws Exception {
    Span span = TRACING.get("app").spanBuilder("work").startSpan();
    try (Scope scope = span.makeCurrent()) {
      post(url, prompt);
    } finally {
      span.end();
    }
    return span.getSpanContext().getTraceId() + " " + span.getSpanContext().getSpanId();
  }

  private static String generate(String value) throws Exception {
    return new ByteBuddy(ClassFileVersion.JAVA_V8)
        .subclass(Object.class)
        .method(ElementMatchers.named("toString"))
        .intercept(FixedValue.value(value))
        .make()
        .load(Main.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded()
        .getConstructor()
        .newInstance()
        .toString();
  }

  /** Returns where the application finds a class. */
  private static String origin(String name) {
    try {
      return Class.forName(name, false, Main.class.getClassLoader())
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .getPath();
    } catch (ClassNotFoundException e) {
      return "none";
    }
  }

  private static String threads() {
    TreeSet<String> names = new TreeSet<>();
    Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
    return String.join(",", names.isEmpty() ? Collections.<String>emptySet() : names);
  }
}
