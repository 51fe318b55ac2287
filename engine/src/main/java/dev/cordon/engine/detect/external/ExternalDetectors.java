package dev.cordon.engine.detect.external;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.ExternalDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.scan.ScannerConfig;
import dev.cordon.engine.detect.scan.Scanners;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The pack of those {@link ExternalDetector}s that a configuration names; give it to {@link
 * ScannerConfig.Builder#add}. Thread-safe.
 */
public final class ExternalDetectors implements DetectorPack {
  private final List<ExternalDetector> detectors;
  private final @Nullable DetectorThreads threads;
  private final boolean required;
  private final Map<String, DataType> types = new ConcurrentHashMap<String, DataType>();
  private final AtomicLong faults = new AtomicLong();

  private ExternalDetectors(
      List<ExternalDetector> detectors, @Nullable DetectorThreads threads, boolean required) {
    this.detectors = detectors;
    this.threads = threads;
    this.required = required;
  }

  /**
   * Finds detectors by their names.
   *
   * @param loader where their jars are
   * @param names the names of those to use; no other is called
   * @return the pack
   * @throws IllegalArgumentException if there is none of a name
   */
  public static ExternalDetectors load(ClassLoader loader, Collection<String> names) {
    Set<String> wanted = new HashSet<String>(names);
    List<ExternalDetector> found = new ArrayList<ExternalDetector>();
    for (ExternalDetector detector : ServiceLoader.load(ExternalDetector.class, loader)) {
      if (wanted.remove(detector.name())) {
        found.add(detector);
      }
    }
    if (!wanted.isEmpty()) {
      throw new IllegalArgumentException("no external detector of the name " + wanted);
    }
    return new ExternalDetectors(found, null, false);
  }

  /**
   * Finds all detectors of a loader. What their constructors throw is thrown.
   *
   * @param loader where their jars are
   */
  public static ExternalDetectors all(ClassLoader loader) {
    List<ExternalDetector> found = new ArrayList<ExternalDetector>();
    for (ExternalDetector detector : ServiceLoader.load(ExternalDetector.class, loader)) {
      found.add(detector);
    }
    return new ExternalDetectors(found, null, false);
  }

  /** Makes the pack of given detectors. */
  public static ExternalDetectors of(ExternalDetector... detectors) {
    return new ExternalDetectors(Arrays.asList(detectors), null, false);
  }

  /**
   * Returns the same detectors, called on threads of their own so that none can hold up a call.
   *
   * @param millis how long a detector may take for one text
   * @param required whether a scan fails, with an {@link IllegalStateException}, when a detector
   *     fails or takes too long; otherwise the text has the findings of the others
   */
  public ExternalDetectors within(int millis, boolean required) {
    return new ExternalDetectors(detectors, new DetectorThreads(millis), required);
  }

  /**
   * Returns those of some names.
   *
   * @param names the names; what has none of them is left out
   */
  public ExternalDetectors only(Collection<String> names) {
    List<ExternalDetector> chosen = new ArrayList<ExternalDetector>();
    for (ExternalDetector detector : detectors) {
      if (names.contains(detector.name())) {
        chosen.add(detector);
      }
    }
    return new ExternalDetectors(chosen, threads, required);
  }

  /** Returns the detectors' names. */
  public List<String> names() {
    List<String> names = new ArrayList<String>();
    for (ExternalDetector detector : detectors) {
      names.add(detector.name());
    }
    return Collections.unmodifiableList(names);
  }

  /**
   * Gives each detector its settings.
   *
   * @param settings by the names of detectors, then of settings
   * @throws IllegalArgumentException if a detector finds one wrong, with its name and what it says
   */
  public void configure(Map<String, Map<String, String>> settings) {
    for (ExternalDetector detector : detectors) {
      Map<String, String> own = settings.get(detector.name());
      try {
        detector.configure(own == null ? Collections.<String, String>emptyMap() : own);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(detector.name() + ": " + e.getMessage(), e);
      }
    }
  }

  /** Returns how many calls have failed or taken too long. */
  public long faults() {
    return faults.get();
  }

  @Override
  public void register(Registry registry) {
    if (!detectors.isEmpty()) {
      registry.ends(
          new EndDetector() {
            @Override
            public void end(ScanText text) {
              find(text);
            }
          });
    }
  }

  private void find(ScanText text) {
    for (ExternalDetector detector : detectors) {
      byte[] copy = Arrays.copyOfRange(text.bytes(), text.from(), text.to());
      Spans spans = new Spans(copy.length);
      boolean well;
      if (threads == null) {
        well = call(detector, copy, text.key(), spans);
      } else {
        well = threads.call(detector, copy, text.key(), spans);
      }
      spans.report(text, this);
      if (!well) {
        faults.incrementAndGet();
        if (required) {
          // The name is the configuration's; what was thrown may hold the text.
          throw new IllegalStateException("the external detector " + name(detector) + " failed");
        }
      }
    }
  }

  private static String name(ExternalDetector detector) {
    try {
      return detector.name();
    } catch (RuntimeException e) {
      return detector.getClass().getName();
    }
  }

  /** Calls a detector; tells whether it ended well. */
  static boolean call(ExternalDetector detector, byte[] text, String key, Spans into) {
    try {
      detector.find(text, key, into);
      return true;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      return false;
    } finally {
      into.close();
    }
  }

  DataType type(String id) {
    DataType known = types.get(id);
    if (known == null) {
      known = builtIn().get(id);
      if (known == null) {
        known = new DataType(id, DataClass.CUSTOM, Severity.MEDIUM, "CUSTOM", id);
      }
      types.put(id, known);
    }
    return known;
  }

  private static Map<String, DataType> builtIn() {
    Map<String, DataType> all = new HashMap<String, DataType>();
    for (DataType type : Scanners.types()) {
      all.put(type.id(), type);
    }
    return all;
  }

  /** Keeps what lies inside one text, until the call has returned or was given up. */
  static final class Spans implements ExternalDetector.Spans {
    private final int length;
    private final List<String> types = new ArrayList<String>();
    private int[] places = new int[12];
    private boolean closed;

    Spans(int length) {
      this.length = length;
    }

    @Override
    public synchronized void found(String type, int start, int end, int confidence) {
      int at = types.size() * 3;
      if (closed || start < 0 || start >= end || end > length || confidence > 100) {
        return;
      }
      if (at == places.length) {
        places = Arrays.copyOf(places, at * 2);
      }
      types.add(type);
      places[at] = start;
      places[at + 1] = end;
      places[at + 2] = confidence;
    }

    /** Takes no more; what a thread finds that was given up is lost. */
    synchronized void close() {
      closed = true;
    }

    synchronized void report(ScanText text, ExternalDetectors pack) {
      for (int i = 0; i < types.size(); i++) {
        int start = text.from() + places[i * 3];
        int end = text.from() + places[i * 3 + 1];
        text.report(pack.type(types.get(i)), start, end, places[i * 3 + 2]);
      }
    }
  }
}
