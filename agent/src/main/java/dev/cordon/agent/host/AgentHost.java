package dev.cordon.agent.host;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.engine.Gate;
import dev.cordon.instrumentation.Cordon;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The agent as the instrumentations see it. Thread-safe. */
public final class AgentHost implements Cordon.Host {
  private static boolean installed;

  private final Set<String> reported = new HashSet<String>();

  private AgentHost() {}

  /** Makes the engine reachable for advice; the engine itself starts with the first call. */
  public static synchronized void install() {
    if (!installed) {
      installed = true;
      Cordon.install(new AgentHost());
    }
  }

  @Override
  public @Nullable Gate gate() {
    return null;
  }

  @Override
  public void fault(String where, Throwable fault) {
    String kind = where + ' ' + fault.getClass().getName();
    synchronized (reported) {
      if (!reported.add(kind)) {
        return;
      }
    }
    AgentLog.error("fault in " + where + " (further ones of this kind are not reported)", fault);
  }

  @Override
  public boolean refuseOnFault() {
    return true;
  }
}
