package dev.cordon.agent.audit;

import java.lang.management.ManagementFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which process writes: the fields that every record carries, so that the trails of a fleet can be
 * read together.
 */
public final class Origin {
  private final String fields;

  private Origin(String fields) {
    this.fields = fields;
  }

  /**
   * Names the process.
   *
   * @param service the service's name
   * @param machine the machine's name, null when not known
   * @param pid the process identifier
   * @return the origin
   */
  public static Origin of(String service, @Nullable String machine, long pid) {
    JsonLine line = new JsonLine().begin();
    line.field("service", service).field("machine", machine).field("pid", pid);
    return new Origin(line.text(1));
  }

  /**
   * Names this process from what every platform tells: {@code OTEL_SERVICE_NAME}, else the main
   * class or jar; {@code HOSTNAME}, else what the JVM says of itself.
   *
   * @param environment the environment's variables
   * @return the origin
   */
  public static Origin ofThisProcess(Map<String, String> environment) {
    String name =
        ManagementFactory.getRuntimeMXBean().getName(); // pid@machine on every JVM that we know
    int at = name.indexOf('@');
    long pid = 0;
    try {
      pid = at < 0 ? 0 : Long.parseLong(name.substring(0, at));
    } catch (NumberFormatException e) {
      pid = 0;
    }
    String machine = environment.get("HOSTNAME");
    if (machine == null || machine.isEmpty()) {
      machine = at < 0 ? null : name.substring(at + 1);
    }
    return of(service(environment), machine, pid);
  }

  private static String service(Map<String, String> environment) {
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
    String command = System.getProperty("sun.java.command", "");
    int space = command.indexOf(' ');
    String main = space < 0 ? command : command.substring(0, space); // the rest may hold secrets
    return main.isEmpty() ? "unknown" : main.substring(main.lastIndexOf('/') + 1);
  }

  /** Returns the fields as JSON without braces. */
  String fields() {
    return fields;
  }
}
