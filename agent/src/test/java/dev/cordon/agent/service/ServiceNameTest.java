package dev.cordon.agent.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNameTest {
  @TempDir Path folder;

  private static ServiceName of(String command, String... more) {
    Map<String, String> properties = new HashMap<>(Map.of("sun.java.command", command));
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return new ServiceName(Map.of(), properties);
  }

  private static void assertName(String name, String command, String... more) {
    assertEquals(name, of(command, more).name());
  }

  @Test
  void isTheJarOrTheMainClassAndNeverAnArgument() {
    assertName("shop", "/opt/shop/shop.jar --password secret");
    assertName("shop", "C:\\apps\\shop.jar");
    assertName("com.example.Main", "com.example.Main in.jar.txt");
    assertName("com.example.Main", "app.main/com.example.Main");
    assertNull(of("").ofTheProgram());
    assertNull(new ServiceName(Map.of(), Map.of()).ofTheProgram());
    assertEquals("unknown", new ServiceName(Map.of(), Map.of()).name());
  }

  @Test
  void aPathWithBlanksIsCutShortRatherThanAnArgumentShown() {
    assertName("my", "/opt/my shop.jar");
    assertName("com.example.Main", "com.example.Main secret.jar");
  }

  @Test
  void openTelemetrysVariablesComeFirst() {
    Map<String, String> properties = Map.of("sun.java.command", "a.jar");
    assertEquals(
        "billing", new ServiceName(Map.of("OTEL_SERVICE_NAME", "billing"), properties).name());
    String attributes = "deployment.environment=test,service.name=billing,host.name=h";
    assertEquals(
        "billing",
        new ServiceName(Map.of("OTEL_RESOURCE_ATTRIBUTES", attributes), properties).name());
  }

  @Test
  void frameworksAreAskedBeforeTheJar() {
    assertName("orders", "/app/app.jar", "spring.application.name", "orders");
    assertName("orders", "/app/quarkus-run.jar", "quarkus.application.name", "orders");
    Map<String, String> properties = Map.of("sun.java.command", "/app/app.jar");
    assertEquals(
        "orders", new ServiceName(Map.of("SPRING_APPLICATION_NAME", "orders"), properties).name());
  }

  @Test
  void whatStartsAnyApplicationIsNoName() {
    String tomcat = "org.apache.catalina.startup.Bootstrap start";
    assertName("billing", tomcat, "catalina.base", "/srv/tomcat/billing/");
    assertName("org.apache.catalina.startup.Bootstrap", tomcat);
    assertName("shop", "/usr/share/jetty/start.jar", "jetty.base", "/var/lib/shop");
    assertName("node1", "/opt/wildfly/jboss-modules.jar -mp x", "jboss.node.name", "node1");
  }

  @Test
  void aJarIsCalledWhatItsManifestSays() throws IOException {
    Path jar = folder.resolve("quarkus-run.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "orders");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    assertName("orders", jar + " --port 80");
    Files.write(jar, new byte[10]);
    assertName("quarkus-run", jar.toString());
  }
}
