package dev.cordon.instrumentation.servlet;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ServletTest {
  @TestFactory
  Stream<DynamicNode> servlets() throws Exception {
    return Stream.of(
        woven("javax.servlet", javax.servlet.Servlet.class, JavaxScenarios.class),
        woven("jakarta.servlet", jakarta.servlet.Servlet.class, JakartaScenarios.class));
  }

  private static DynamicNode woven(String name, Class<?> api, Class<?> scenarios) throws Exception {
    List<URL> path =
        List.of(
            api.getProtectionDomain().getCodeSource().getLocation(),
            Path.of("target/classes").toUri().toURL(),
            Path.of("target/test-classes").toUri().toURL());
    return new WovenLibrary(List.of(new ServletInstrumentation()), path).tests(name, scenarios);
  }
}
