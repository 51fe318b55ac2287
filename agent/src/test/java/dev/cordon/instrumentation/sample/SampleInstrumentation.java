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
        Hook.onEntry("sample.Client", "call", null, ADVICE, "call"),
        Hook.onReturn("sample.Client", "names", "(Z)Ljava/util/List;", ADVICE, "names"),
        Hook.onEntry("sample.Client", "run", null, ADVICE, "run"),
        Hook.onEntry("sample.Client", "unlinked", null, ADVICE + "ThatIsMissing", "unlinked"));
  }
}
