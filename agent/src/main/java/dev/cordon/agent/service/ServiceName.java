package dev.cordon.agent.service;

import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A service's name, the same one in audit records and telemetry: what OpenTelemetry's variables
 * say, else what the application's framework or server was told, else the jar or the main class.
 * Immutable.
 */
public final class ServiceName {
  private static final String[] OF_FRAMEWORKS = {
    "spring.application.name", "quarkus.application.name", "micronaut.application.name"
  };

  /** What starts any application: a jar or a main class, and the property that tells which one. */
  private static final String[][] LAUNCHERS = {
    {"org.apache.catalina.startup.Bootstrap", "catalina.base"},
    {"start.jar", "jetty.base"},
    {"org.eclipse.jetty.start.Main", "jetty.base"},
    {"jboss-modules.jar", "jboss.node.name"}
  };

  private final Map<String, String> environment;
  private final Map<?, ?> properties;

  /**
   * Looks where a name can be.
   *
   * @param environment the environment's variables
   * @param properties the JVM's system properties
   */
  public ServiceName(Map<String, String> environment, Map<?, ?> properties) {
    this.environment = environment;
    this.properties = properties;
  }

  /** Returns the name that OpenTelemetry's variables give, or else {@link #ofTheProgram()}. */
  public String name() {
    String named = environment.get("OTEL_SERVICE_NAME");
    if (named != null && !named.isEmpty()) {
      return named;
    }
    String attributes = environment.get("OTEL_RESOURCE_ATTRIBUTES");
    int at = attributes == null ? -1 : attributes.indexOf("service.name=");
    if (attributes != null && at >= 0) {
      int end = attributes.indexOf(',', at);
      return attributes.substring(at + 13, end < 0 ? attributes.length() : end);
    }
    String program = ofTheProgram();
    return program == null ? "unknown" : program;
  }

  /** Returns what the program is called when nobody named the service; null if nothing tells. */
  public @Nullable String ofTheProgram() {
    for (String key : OF_FRAMEWORKS) {
      String name = property(key);
      if (name == null) {
        name = environment.get(key.replace('.', '_').toUpperCase(Locale.ROOT));
      }
      if (name != null && !name.isEmpty()) {
        return name;
      }
    }
    String program = program();
    if (program == null) {
      return null;
    }
    String name = lastOf(program);
    for (String[] launcher : LAUNCHERS) {
      String told = launcher[0].equals(name) ? property(launcher[1]) : null;
      if (told != null && !lastOf(told).isEmpty()) {
        return lastOf(told);
      }
    }
    if (!name.endsWith(".jar")) {
      return name.isEmpty() ? null : name;
    }
    String title = title(program);
    return title != null ? title : name.substring(0, name.length() - 4);
  }

  /**
   * The main class or the jar. Up to the first blank: a path with blanks is cut short, but an
   * argument, which may hold a secret, never gets out.
   */
  private @Nullable String program() {
    String command = property("sun.java.command");
    if (command == null || command.isEmpty()) {
      return null;
    }
    int blank = command.indexOf(' ');
    return blank < 0 ? command : command.substring(0, blank);
  }

  private @Nullable String property(String key) {
    Object value = properties.get(key);
    return value instanceof String ? (String) value : null;
  }

  private static String lastOf(String path) {
    int end = path.length();
    while (end > 0 && (path.charAt(end - 1) == '/' || path.charAt(end - 1) == '\\')) {
      end--;
    }
    int directory = Math.max(path.lastIndexOf('/', end - 1), path.lastIndexOf('\\', end - 1));
    return path.substring(directory + 1, end);
  }

  /** What the jar says that it is: quarkus-run.jar and app.jar are the names of many. */
  private static @Nullable String title(String jar) {
    try (JarFile file = new JarFile(new File(jar), false)) {
      Manifest manifest = file.getManifest();
      String title =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_TITLE);
      return title == null || title.trim().isEmpty() ? null : title.trim();
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }
}
