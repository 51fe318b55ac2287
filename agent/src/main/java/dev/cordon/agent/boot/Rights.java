package dev.cordon.agent.boot;

import java.security.AccessController;
import java.security.AllPermission;
import java.security.PrivilegedAction;

/**
 * What a security manager lets the agent do (JDK 8 to 23, where one was asked for). The agent does
 * not ask for single permissions: it weaves classes, which is all of them at once. What it does in
 * the middle of an application's call it does by its own rights and not by the application's, whose
 * policy knows nothing of our files, variables and sockets. Stateless.
 */
final class Rights {
  private Rights() {}

  /** Tells whether the agent may do its work. */
  static boolean suffice() {
    try {
      SecurityManager manager = System.getSecurityManager();
      if (manager != null) {
        manager.checkPermission(new AllPermission());
      }
      return true;
    } catch (NoSuchMethodError e) {
      return true; // a JDK that has no security managers any more
    } catch (RuntimeException e) {
      return false; // nothing is known of what an application's own manager throws
    }
  }

  /**
   * Runs something by the agent's own rights, whoever called. No code of the application may be
   * called there.
   *
   * @param action what to do
   * @return what it returned
   */
  static <T> T own(PrivilegedAction<T> action) {
    return AccessController.doPrivileged(action);
  }
}
