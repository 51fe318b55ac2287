package dev.cordon.agent.host;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.boot.Instrumentations;
import dev.cordon.agent.telemetry.DaemonThread;
import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.audit.UnguardedConnection;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Unguarded;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Instrumentation;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells connections to AI vendors that a governed call opens from those that nobody guards, by the
 * classes on the stack. Loaded when an application first opens a connection; the engine is not
 * started for it. Thread-safe.
 */
final class Connections {
  /** How long after its connection, or before, a call is, where a library opens them for others. */
  private static final long CALL_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int KEPT = 1000;
  private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};
  private static final String OWN = "dev.cordon.";
  private static final String ORG = "org.";

  /** Its copy of Netty makes calls that nobody sees: what it opens is not shared with any. */
  private static final String GRPC = "io.grpc.";

  /** Who opens connections of our own. */
  private static final String LIBRARIES = "dev.cordon.lib.";

  private static final String TELEMETRY = "dev.cordon.agent.telemetry.";

  private static final List<String> CONNECTORS = new ArrayList<String>();
  private static final List<String> SHARED = new ArrayList<String>();
  private static final Set<String> TOLD = new HashSet<String>();

  /** Hosts of shared connections on which no call was made so far, and until when one may be. */
  private static final Map<String, Awaited> AWAITED = new HashMap<String, Awaited>();

  /** When the last governed call was made, by host: some clients are judged, then connect. */
  private static final Map<String, AtomicLong> CALLED = new ConcurrentHashMap<String, AtomicLong>();

  private static volatile boolean awaits;
  private static @Nullable Policy seen;
  private static VendorCatalogue vendors = VendorCatalogue.builtIn();
  private static @Nullable Thread waiter;

  static {
    for (int i = 0; i < Instrumentations.size(); i++) {
      try {
        Instrumentation description = Descriptions.of(i);
        CONNECTORS.addAll(description.connectors());
        SHARED.addAll(description.sharedConnectors());
      } catch (UnsupportedClassVersionError newer) {
        // Of a client that came with a later Java than this one: nobody can use it here.
      } catch (ReflectiveOperationException impossible) { // the hooks are made in the same way
        throw new IllegalStateException(impossible);
      }
    }
  }

  private Connections() {}

  private static final class Awaited {
    final UnguardedConnection connection;
    final long until = System.nanoTime() + CALL_WITHIN_NANOS;

    Awaited(UnguardedConnection connection) {
      this.connection = connection;
    }
  }

  /**
   * Looks at a connection before it is opened.
   *
   * @param host the host, as the application named it
   * @return what to throw in place of opening it; null to go on
   */
  static @Nullable IOException opening(String host) {
    Policy policy = AgentPolicy.source().current();
    Vendor vendor = policy.mode() == Mode.OFF ? null : vendor(host, policy);
    if (vendor == null) {
      return null;
    }
    StackTraceElement[] stack = new Throwable().getStackTrace();
    if (isOurs(stack) || isFrom(CONNECTORS, stack)) {
      return null;
    }
    boolean shared = isFrom(SHARED, stack);
    boolean refused = !shared && policy.mode().refuses() && policy.onUnguarded() == Unguarded.BLOCK;
    UnguardedConnection connection =
        new UnguardedConnection(host, vendor.id(), caller(stack), refused);
    if (shared) {
      await(connection);
    } else {
      tell(connection);
    }
    return refused
        ? new ConnectException("Cordon: " + connection + "; the policy says " + forbids(policy))
        : null;
  }

  private static String forbids(Policy policy) {
    String rule = policy.mode() == Mode.STOP ? "mode: stop" : "on_unguarded: block";
    return policy.contact() == null ? rule : rule + "; contact: " + policy.contact();
  }

  /** Notes that a governed call is made to a host. */
  static void called(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    AtomicLong last = CALLED.get(name);
    if (last != null) {
      last.set(System.nanoTime());
    } else if (CALLED.size() < KEPT) {
      CALLED.put(name, new AtomicLong(System.nanoTime()));
    }
    if (awaits) {
      synchronized (AWAITED) {
        AWAITED.remove(name);
        awaits = !AWAITED.isEmpty();
      }
    }
  }

  /** Tells whether a call to a host has to come, or what was opened there is reported. */
  static boolean isAwaited(String host) {
    synchronized (AWAITED) {
      return AWAITED.containsKey(host);
    }
  }

  private static boolean wasCalled(String host) {
    AtomicLong last = CALLED.get(host);
    return last != null && System.nanoTime() - last.get() <= CALL_WITHIN_NANOS;
  }

  static synchronized @Nullable Vendor vendor(String host, Policy policy) {
    if (seen != policy) {
      vendors = VendorCatalogue.builtIn().with(policy);
      seen = policy;
    }
    return vendors.isIgnored(host) ? null : vendors.find(host, "/");
  }

  private static boolean isOurs(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (name.startsWith(LIBRARIES) || name.startsWith(TELEMETRY)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFrom(List<String> prefixes, StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      for (String prefix : prefixes) {
        if (name.startsWith(prefix) || (!name.startsWith(GRPC) && isInCopy(name, prefix))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells whether a class is one of a relocated copy, as {@link Instrumentations} has them. */
  private static boolean isInCopy(String name, String prefix) {
    int from = prefix.startsWith(ORG) ? ORG.length() : 0;
    int at = name.indexOf(from == 0 ? prefix : prefix.substring(from));
    return at > 0 && name.charAt(at - 1) == '.' && !isJdk(prefix);
  }

  /** Returns the class that opens it: the first on the stack that is neither ours nor the JDK's. */
  private static String caller(StackTraceElement[] stack) {
    String last = "";
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (!name.startsWith(OWN)) {
        last = name;
        if (!isJdk(name)) {
          break;
        }
      }
    }
    return last;
  }

  private static boolean isJdk(String name) {
    for (String prefix : JDK) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static void await(UnguardedConnection connection) {
    synchronized (AWAITED) {
      String host = connection.host().toLowerCase(Locale.ROOT);
      awaits = true; // first: a call that isn't seen yet sees this
      if (wasCalled(host)) {
        awaits = !AWAITED.isEmpty();
        return;
      }
      if (AWAITED.size() < KEPT && !AWAITED.containsKey(host)) {
        AWAITED.put(host, new Awaited(connection));
      }
      if (waiter == null) {
        waiter = DaemonThread.start("cordon-connections", new Waiter());
      }
    }
  }

  /** Tells of connections on which no call was made in time; ends when none is awaited. */
  private static final class Waiter implements Runnable {
    @Override
    public void run() {
      try {
        for (List<UnguardedConnection> late = late(); late != null; late = late()) {
          for (UnguardedConnection connection : late) {
            tell(connection);
          }
        }
      } catch (Throwable fault) {
        AgentLog.error("connections without calls could not be reported", fault);
        synchronized (AWAITED) {
          waiter = null; // the next connection begins anew
        }
      }
    }

    /** Waits, and returns those whose time is over; null when none is left. */
    private static @Nullable List<UnguardedConnection> late() throws InterruptedException {
      List<UnguardedConnection> late = new ArrayList<UnguardedConnection>();
      synchronized (AWAITED) {
        long now = System.nanoTime();
        long next = CALL_WITHIN_NANOS;
        for (Iterator<Awaited> all = AWAITED.values().iterator(); all.hasNext(); ) {
          Awaited awaited = all.next();
          if (awaited.until - now <= 0) {
            late.add(awaited.connection);
            all.remove();
          } else {
            next = Math.min(next, awaited.until - now);
          }
        }
        if (late.isEmpty() && AWAITED.isEmpty()) {
          awaits = false;
          waiter = null;
          return null;
        }
        if (late.isEmpty()) {
          TimeUnit.NANOSECONDS.timedWait(AWAITED, next + 1_000_000);
        }
        return late;
      }
    }
  }

  /** Once a class of caller and host. */
  private static void tell(final UnguardedConnection connection) {
    synchronized (TOLD) {
      if (TOLD.size() >= KEPT || !TOLD.add(connection.caller() + ' ' + connection.host())) {
        return;
      }
    }
    AgentLog.warn(connection + "; further ones of this class and host are not reported");
    Cordon.noteBlindSpot();
    report(connection);
  }

  /** Has trail and metrics tell of a connection. */
  static void report(final BlindSpot connection) {
    BlindSpotReports.add(
        new BlindPlace() {
          @Override
          public BlindSpot spot() {
            return connection;
          }

          @Override
          public @Nullable ClassLoader loader() {
            return null;
          }
        });
  }

  /** Returns what was told so far, a line each. */
  static List<String> told() {
    synchronized (TOLD) {
      return new ArrayList<String>(TOLD);
    }
  }
}
