package dev.cordon.agent.telemetry;

import java.lang.reflect.Constructor;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Starts threads that keep nothing of the application alive: they may be born on any of its
 * threads.
 */
public final class DaemonThread {
  private DaemonThread() {}

  /** Starts a daemon thread, whatever rights the application has whose call it is. */
  public static Thread start(String name, Runnable work) {
    // A thread remembers the protection domains of its makers, and with them their class loaders.
    return AccessController.doPrivileged(
        new PrivilegedAction<Thread>() {
          @Override
          public Thread run() {
            Thread thread = create(rootGroup(), name, work);
            thread.setDaemon(true);
            thread.setContextClassLoader(DaemonThread.class.getClassLoader());
            thread.start();
            return thread;
          }
        });
  }

  /** Without the application's inheritable thread locals where the JDK offers that: 9 and newer. */
  private static Thread create(ThreadGroup group, String name, Runnable work) {
    try {
      Constructor<Thread> constructor =
          Thread.class.getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
      return constructor.newInstance(group, work, name, 0L, false);
    } catch (ReflectiveOperationException javaEight) {
      return new Thread(group, work, name);
    }
  }

  /** A web application's own group may be destroyed with it. */
  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
