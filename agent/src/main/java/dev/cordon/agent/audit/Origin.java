package dev.cordon.agent.audit;

import dev.cordon.agent.service.ServiceName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
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
   * Names this process from what every platform tells: {@code OTEL_SERVICE_NAME}, else what {@link
   * ServiceName} finds; {@code HOSTNAME}, else what the JVM says of itself.
   *
   * @param environment the environment's variables
   * @return the origin
   */
  public static Origin ofThisProcess(Map<String, String> environment) {
    long pid = number(linkName("/proc/self"));
    String machine = environment.get("HOSTNAME");
    if (machine == null || machine.isEmpty()) {
      machine = firstLine("/proc/sys/kernel/hostname");
    }
    if (pid == 0 || machine == null) {
      // not Linux; only there, because the first use of management beans costs tens of milliseconds
      String name = managedName();
      int at = name.indexOf('@');
      pid = at < 0 ? 0 : number(name.substring(0, at));
      machine = machine == null && at >= 0 ? name.substring(at + 1) : machine;
    }
    return of(new ServiceName(environment, System.getProperties()).name(), machine, pid);
  }

  /** {@code pid@machine}; empty in a run-time image without management beans. */
  private static String managedName() {
    try {
      return ManagementFactory.getRuntimeMXBean().getName();
    } catch (LinkageError noManagement) {
      return "";
    }
  }

  private static long number(@Nullable String digits) {
    try {
      return digits == null ? 0 : Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static @Nullable String linkName(String path) {
    try {
      return Paths.get(path).toRealPath().getFileName().toString();
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable String firstLine(String path) {
    try {
      String text = new String(Files.readAllBytes(Paths.get(path)), StandardCharsets.UTF_8).trim();
      return text.isEmpty() ? null : text;
    } catch (IOException e) {
      return null;
    }
  }

  /** Returns the fields as JSON without braces. */
  String fields() {
    return fields;
  }
}
