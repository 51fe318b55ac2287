package dev.cordon.instrumentation.sample;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Collections;
import java.util.List;

/** Hooks a class of a named module that exports nothing of its own package. */
public final class JdkInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public List<Hook> hooks() {
    return Collections.singletonList(
        Hook.on("jdk.internal.net.http.HttpClientImpl")
            .method("send")
            .entry("dev.cordon.instrumentation.sample.JdkAdvice", "send"));
  }
}
