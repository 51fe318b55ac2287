package dev.cordon.agent.host;

import dev.cordon.agent.audit.Clock;
import dev.cordon.agent.boot.Instrumentations;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.Exemption;
import dev.cordon.engine.policy.Exemptions;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Policy;
import dev.cordon.instrumentation.Cordon;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the agent in this JVM is: states, names and counts, no value of any call. It starts
 * nothing that does not run yet. Used once, on the thread that asks.
 */
public final class Doctor {
  private static final File OPEN_FILES = new File("/proc/self/fd");

  private final StringBuilder text = new StringBuilder(2048);

  private Doctor() {}

  /**
   * Returns the answer; called by name.
   *
   * @param instrumentation the JVM's door
   * @param faults how many classes could not be hooked
   */
  public static String report(Instrumentation instrumentation, int faults) {
    Doctor doctor = new Doctor();
    doctor.line(
        "cordon",
        version() + " in Java " + property("java.version") + ", " + property("java.vm.name"));
    doctor.policy();
    doctor.hooks(instrumentation, faults);
    doctor.calls();
    doctor.machine();
    return doctor.text.toString();
  }

  private static String version() {
    String version = Doctor.class.getPackage().getImplementationVersion();
    return version == null ? "(version unknown)" : version;
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }

  private void policy() {
    Policy policy = AgentPolicy.known();
    line("policy", AgentPolicy.place());
    if (policy == null) {
      line("", "not read yet: it is with the first AI call");
    } else if (policy.unusable() != null) {
      line("", "can't be used, AI calls are refused: " + policy.unusable());
    } else {
      line(
          "",
          "mode "
              + policy.mode().name().toLowerCase(Locale.ROOT)
              + ", version "
              + policy.version());
    }
    String rejected = AgentPolicy.rejectedChange();
    if (rejected != null) {
      line("", "the file as it is now is not in force: " + rejected);
    }
    AuditRules audit = policy == null ? null : policy.audit();
    line("audit", audit == null ? "no trail" : audit.file() + AgentHost.auditState());
    if (policy != null && policy.alerts() != null) {
      line("alerts", AgentHost.alertState());
    }
    inForce(policy);
    line("telemetry", AgentHost.telemetryPlace());
    line("engine", AgentHost.engineState());
  }

  /** Profiles and exceptions that make the policy what it is. */
  private void inForce(@Nullable Policy policy) {
    if (policy == null) {
      return;
    }
    List<String> profiles = policy.profiles().ids();
    if (!profiles.isEmpty()) {
      line("profiles", String.join(", ", profiles));
    }
    String label = "exceptions";
    long now = Exemptions.now();
    for (Exemption exemption : policy.exemptions().all()) {
      String state = policy.exemptions().state(exemption, now).name().toLowerCase(Locale.ROOT);
      line(
          label,
          exemption.name()
              + ": "
              + state.replace('_', ' ')
              + ", ends "
              + Clock.format(exemption.untilMillis()));
      label = "";
    }
  }

  private void hooks(Instrumentation instrumentation, int faults) {
    Set<Integer> seen = new TreeSet<Integer>();
    Set<String> lines = new TreeSet<String>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      int index = index(loaded);
      if (index >= 0) {
        seen.add(index);
        lines.add(Instrumentations.name(index) + " " + library(loaded) + " in " + loader(loaded));
      }
    }
    String label = "hooks";
    for (String hooked : lines) {
      line(label, hooked);
      label = "";
    }
    for (int i = 0; i < Instrumentations.size(); i++) {
      if (!seen.contains(i)) {
        line(label, Instrumentations.name(i) + ": not loaded by this JVM so far");
        label = "";
      }
    }
    open();
    connections();
    if (faults > 0) {
      line(
          "not hooked",
          faults + " classes, whose AI calls are not governed: standard error names them");
    }
  }

  /** Returns whose target a class is, or -1; where several share the name, its file tells. */
  private static int index(Class<?> loaded) {
    String name = loaded.getName().replace('.', '/');
    int first = Instrumentations.indexOf(name);
    if (first < 0 || !Instrumentations.isSharing(first)) {
      return first;
    }
    byte[] head = new byte[8];
    String file = name.substring(name.lastIndexOf('/') + 1) + ".class";
    try (InputStream in = loaded.getResourceAsStream(file)) {
      return in == null || in.read(head) < head.length
          ? first
          : Instrumentations.indexOf(name, head);
    } catch (IOException unreadable) {
      return first;
    }
  }

  /** Connections that are not as policy wants them. */
  private void connections() {
    String label = "connection";
    for (String flawed : TlsConnections.told()) {
      line(label, flawed);
      label = "";
    }
  }

  private void open() {
    if (!Cordon.hasBlindSpot()) {
      return;
    }
    String label = "not guarded";
    for (String connection : Connections.told()) {
      line(label, connection);
      label = "";
    }
    label = "open";
    for (String open : OpenHooks.places()) {
      line(label, open);
      label = "";
    }
    if (label.equals("open")) {
      return;
    }
    Policy policy = AgentPolicy.known();
    if (policy != null) {
      line(
          "",
          policy.mode().refuses() && policy.onUnhooked() == Fallback.BLOCK
              ? "AI calls through them are refused where they are still seen"
              : "AI calls through them go on, unseen");
    }
  }

  /** Returns the library's file name, which usually holds its version. */
  private static String library(Class<?> loaded) {
    CodeSource source = loaded.getProtectionDomain().getCodeSource();
    String place =
        source == null || source.getLocation() == null ? "" : source.getLocation().getPath();
    String name = place.replaceFirst("[!/]+$", "").replaceFirst(".*/", "");
    String version =
        loaded.getPackage() == null ? null : loaded.getPackage().getImplementationVersion();
    return name.isEmpty()
        ? version == null ? "of the JDK" : version
        : name + (version == null || name.contains(version) ? "" : " (" + version + ")");
  }

  private static String loader(Class<?> loaded) {
    ClassLoader loader = loaded.getClassLoader();
    return loader == null ? "the bootstrap loader" : loader.getClass().getName();
  }

  private void calls() {
    Refusals refusals = AgentHost.refusals();
    long[] counts = refusals.counts();
    line("calls", counts[0] + ", of which " + counts[1] + " were refused");
    List<String> last = refusals.last();
    for (String refusal : last) {
      int space = refusal.indexOf(' ');
      String when = age(Long.parseLong(refusal.substring(0, space)));
      line(refusal.equals(last.get(0)) ? "refused" : "", when + refusal.substring(space));
    }
  }

  private static String age(long seconds) {
    return Math.max(0, System.currentTimeMillis() / 1000 - seconds) + " s ago, record";
  }

  private void machine() {
    int own = 0;
    int all = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      all++;
      own += thread.getName().startsWith("cordon-") ? 1 : 0;
    }
    line("threads", all + ", of which " + own + " are Cordon's");
    String[] files = OPEN_FILES.list();
    line(
        "open files",
        files == null ? "(not known on this system)" : Integer.toString(files.length));
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    String most = heap.getMax() < 0 ? "" : " of at most " + (heap.getMax() >> 20) + " MiB";
    line("heap", (heap.getUsed() >> 20) + " MiB used" + most);
  }

  private void line(String label, @Nullable String value) {
    text.append(label);
    for (int i = label.length(); i < 12; i++) {
      text.append(' ');
    }
    text.append(value).append('\n');
  }
}
