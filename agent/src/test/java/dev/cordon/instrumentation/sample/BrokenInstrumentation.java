package dev.cordon.instrumentation.sample;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.List;

/** Fails as soon as it is asked. */
public final class BrokenInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "broken";
  }

  @Override
  public List<Hook> hooks() {
    throw new IllegalStateException("secret@example.com");
  }
}
