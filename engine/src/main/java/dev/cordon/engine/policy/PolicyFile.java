package dev.cordon.engine.policy;

import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.file.UnusableFileException;
import dev.cordon.engine.signature.DetachedSignature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy file that is watched. A valid change replaces the policy whole; an invalid one is
 * reported and the policy before it stays. While no valid policy was ever read, every AI call is
 * refused. Thread-safe.
 */
public final class PolicyFile implements PolicySource, AutoCloseable {
  /** The most bytes of a policy that are read. */
  public static final int MAX_BYTES = 4 << 20;

  private static final long POLL_MILLIS = 2000;
  private static final String REQUIRED = " (require_signature)";

  /** Learns what becomes of the file. Called on the thread that watches, or that opens. */
  public interface Listener {
    /**
     * Called when a policy came into force.
     *
     * @param policy the policy
     */
    void accepted(Policy policy);

    /**
     * Called when the file can't be used.
     *
     * @param problems everything that is wrong with it
     * @param inForce the policy that stays
     */
    void rejected(List<PolicyProblem> problems, Policy inForce);

    /**
     * Called whenever the file was looked at, for what time brings.
     *
     * @param inForce the policy
     */
    default void watched(Policy inForce) {}
  }

  private final Path file;
  private final PolicyContext context;
  private final Listener listener;
  private volatile Policy current;
  private List<Path> others = Collections.emptyList();
  private String readStamp = "";
  private String seenStamp = "";
  private @Nullable Thread watcher;

  private PolicyFile(Path file, PolicyContext context, Listener listener) {
    this.file = file;
    this.context = context;
    this.listener = listener;
    this.current = Policy.unusable("the policy was not read yet");
  }

  /**
   * Reads a policy file. Never throws because of what is in it.
   *
   * @param file the file
   * @param context what it may refer to
   * @param listener learns what becomes of it, now and later
   * @return the source
   */
  public static PolicyFile open(Path file, PolicyContext context, Listener listener) {
    PolicyFile source = new PolicyFile(file, context, listener);
    synchronized (source) {
      source.readStamp = source.seenStamp = source.stamp();
      source.read();
    }
    return source;
  }

  /** Begins to watch, on a daemon thread that wakes every two seconds. */
  public synchronized void watch() {
    if (watcher == null) {
      watcher = new Thread(new Watch(), "cordon-policy-watch");
      watcher.setDaemon(true);
      watcher.setContextClassLoader(null);
      watcher.start();
    }
  }

  @Override
  public Policy current() {
    return current;
  }

  @Override
  public synchronized void close() {
    if (watcher != null) {
      watcher.interrupt();
      watcher = null;
    }
  }

  /**
   * Looks at the file once. A change is read when the file looks the same twice in a row, so that a
   * file that is being written is not taken for a short one.
   */
  synchronized void poll() {
    String stamp = stamp();
    boolean settled = stamp.equals(seenStamp);
    seenStamp = stamp;
    if (settled && !stamp.equals(readStamp)) {
      readStamp = stamp;
      read();
    }
  }

  private String stamp() {
    StringBuilder stamp = new StringBuilder(ReferredFiles.stamp(file));
    if (context.wantsSignatures()) {
      stamp.append(' ').append(ReferredFiles.stamp(DetachedSignature.beside(file)));
    }
    stamp.append(' ').append(context.secretsVersion());
    for (Path other : others) {
      stamp.append(' ').append(ReferredFiles.stamp(other));
    }
    return stamp.toString();
  }

  private void read() {
    List<PolicyProblem> problems;
    try {
      byte[] text = RegularFile.read(file, MAX_BYTES);
      String unsigned = context.unsigned(file, text);
      ParsedPolicy parsed =
          unsigned == null
              ? PolicyParser.parse(file.toString(), text, context)
              : new ParsedPolicy(null, problem(unsigned + REQUIRED), others);
      refersTo(parsed.files());
      Policy policy = parsed.policy();
      if (policy != null) {
        current = policy;
        listener.accepted(policy);
        return;
      }
      problems = parsed.problems();
    } catch (IOException | SecurityException e) {
      problems = problem("the file can't be read (" + UnusableFileException.reason(e) + ")");
    } catch (RuntimeException | Error e) {
      problems = problem("the file can't be read (" + e.getClass().getName() + ")");
    }
    if (current.unusable() != null) {
      current = Policy.unusable(problems.get(0).toString());
    }
    listener.rejected(problems, current);
  }

  /** Watches the files that the policy was read from, as they were when it was. */
  private void refersTo(List<Path> files) {
    if (!files.equals(others)) {
      others = files;
      readStamp = seenStamp = stamp();
    }
  }

  private List<PolicyProblem> problem(String message) {
    return Collections.singletonList(new PolicyProblem(file.toString(), 0, 0, "", message));
  }

  private final class Watch implements Runnable {
    @Override
    public void run() {
      try {
        while (!Thread.currentThread().isInterrupted()) {
          Thread.sleep(POLL_MILLIS);
          poll();
          listener.watched(current);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed
      }
    }
  }
}
