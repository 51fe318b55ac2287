package dev.cordon.instrumentation.sample;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Hooks {@code sample.Client}. */
public final class SampleInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.sample.SampleAdvice";

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on("sample.Client").method("call").entry(ADVICE, "call"),
        Hook.on("sample.Client").method("names", "(Z)Ljava/util/List;").onReturn(ADVICE, "names"),
        Hook.on("sample.Client").method("run").entry(ADVICE, "run"),
        Hook.on("sample.Client").method("unlinked").entry(ADVICE + "ThatIsMissing", "unlinked"));
  }
}
