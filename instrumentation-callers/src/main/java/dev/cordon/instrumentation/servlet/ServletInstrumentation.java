package dev.cordon.instrumentation.servlet;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * Hooks the one method of {@code HttpServlet} that every container calls, under its old name and
 * its new, and Jersey's servlet, which overrides that method and doesn't call it. Nothing is asked
 * there: the path is read when a rule needs it, on the same thread.
 */
public final class ServletInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.servlet.";
  private static final String ENTRY = "onService";
  private static final String EXIT = "onServed";
  private static final String JERSEY = "org.glassfish.jersey.servlet.ServletContainer";

  /** Makes the description; it holds nothing. */
  public ServletInstrumentation() {}

  @Override
  public String name() {
    return "servlet";
  }

  @Override
  public List<Hook> hooks() {
    String javax = "(Ljavax/servlet/ServletRequest;Ljavax/servlet/ServletResponse;)V";
    String jakarta = "(Ljakarta/servlet/ServletRequest;Ljakarta/servlet/ServletResponse;)V";
    return Arrays.asList(
        Hook.on("javax.servlet.http.HttpServlet")
            .method("service", javax)
            .entry(ADVICE + "JavaxAdvice", ENTRY),
        Hook.on("javax.servlet.http.HttpServlet")
            .method("service", javax)
            .exit(ADVICE + "JavaxAdvice", EXIT),
        Hook.on("jakarta.servlet.http.HttpServlet")
            .method("service", jakarta)
            .entry(ADVICE + "JakartaAdvice", ENTRY),
        Hook.on("jakarta.servlet.http.HttpServlet")
            .method("service", jakarta)
            .exit(ADVICE + "JakartaAdvice", EXIT),
        Hook.on(JERSEY).method("service", javax).entry(ADVICE + "JavaxAdvice", ENTRY).optional(),
        Hook.on(JERSEY).method("service", javax).exit(ADVICE + "JavaxAdvice", EXIT).optional(),
        Hook.on(JERSEY)
            .method("service", jakarta)
            .entry(ADVICE + "JakartaAdvice", ENTRY)
            .optional(),
        Hook.on(JERSEY).method("service", jakarta).exit(ADVICE + "JakartaAdvice", EXIT).optional());
  }
}
