package dev.cordon.engine.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
  private final Map<String, DataType> types = new ConcurrentHashMap<String, DataType>();
  private final AtomicLong faults = new AtomicLong();

  private ExternalDetectors(List<ExternalDetector> detectors) {
    this.detectors = detectors;
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
    return new ExternalDetectors(found);
  }

  /** Makes the pack of given detectors. */
  public static ExternalDetectors of(ExternalDetector... detectors) {
    return new ExternalDetectors(Arrays.asList(detectors));
  }

  /** Returns how many calls have thrown. */
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
      Reports reports = new Reports(text, copy.length);
      try {
        detector.find(copy, text.key(), reports);
      } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
        faults.incrementAndGet();
      } finally {
        reports.close();
      }
    }
  }

  private DataType type(String id) {
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

  /** Passes on what lies inside one text, until its call has returned. */
  private final class Reports implements ExternalDetector.Spans {
    private final int length;
    private @Nullable ScanText text;

    Reports(ScanText text, int length) {
      this.text = text;
      this.length = length;
    }

    void close() {
      text = null;
    }

    @Override
    public void found(String type, int start, int end, int confidence) {
      ScanText now = text;
      if (now != null && start >= 0 && start < end && end <= length && confidence <= 100) {
        now.report(type(type), now.from() + start, now.from() + end, confidence);
      }
    }
  }
}
