package dev.cordon.agent.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who the process is, as resource attributes of the general conventions. Cheap: no name server, no
 * management bean. The command line isn't among them: arguments hold passwords.
 */
final class Surroundings {
  private Surroundings() {}

  static Attributes detect(Map<String, String> environment) {
    AttributesBuilder found = Attributes.builder();
    found.put("telemetry.distro.name", "cordon");
    put(found, "telemetry.distro.version", version());
    found.put("service.instance.id", randomId());
    put(found, "host.name", host(environment));
    put(found, "host.arch", arch(System.getProperty("os.arch", "")));
    put(found, "os.type", os(System.getProperty("os.name", "")));
    put(found, "process.runtime.name", System.getProperty("java.runtime.name"));
    put(found, "process.runtime.version", System.getProperty("java.runtime.version"));
    long pid = pid();
    if (pid > 0) {
      found.put("process.pid", pid);
    }
    return found.build();
  }

  private static void put(AttributesBuilder into, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      into.put(name, value);
    }
  }

  private static @Nullable String version() {
    Package own = Surroundings.class.getPackage();
    return own == null ? null : own.getImplementationVersion();
  }

  /** Unlike {@link UUID#randomUUID}, doesn't start a secure random generator: it is no secret. */
  private static String randomId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & ~(0xc0L << 56)) | (0x80L << 56);
    return new UUID(high, low).toString();
  }

  private static @Nullable String host(Map<String, String> environment) {
    String name = environment.get("HOSTNAME");
    if (name == null) {
      name = environment.get("COMPUTERNAME");
    }
    if (name != null) {
      return name;
    }
    try {
      byte[] file = Files.readAllBytes(new File("/proc/sys/kernel/hostname").toPath());
      return new String(file, StandardCharsets.UTF_8).trim();
    } catch (IOException | RuntimeException notLinux) {
      return null;
    }
  }

  /** The conventions' names where Java's differ. */
  static String arch(String name) {
    switch (name) {
      case "x86_64":
        return "amd64";
      case "aarch64":
        return "arm64";
      default:
        return name;
    }
  }

  static String os(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      return "windows";
    }
    return lower.startsWith("mac") ? "darwin" : lower;
  }

  private static long pid() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return (Long) handle.getMethod("pid").invoke(current);
    } catch (ReflectiveOperationException | RuntimeException javaEight) {
      return fromProc();
    }
  }

  private static long fromProc() {
    try {
      return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException | NumberFormatException notLinux) {
      return -1;
    }
  }
}
