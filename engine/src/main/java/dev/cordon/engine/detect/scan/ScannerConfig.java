package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DetectorPack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a scanner looks for. Immutable; made with {@link #builder()}. */
public final class ScannerConfig {
  private final Set<String> disabled;
  private final Set<String> enabled;
  private final List<DetectorPack> packs;

  private ScannerConfig(Builder builder) {
    disabled = Collections.unmodifiableSet(new HashSet<String>(builder.disabled));
    enabled = Collections.unmodifiableSet(new HashSet<String>(builder.enabled));
    packs = Collections.unmodifiableList(new ArrayList<DetectorPack>(builder.packs));
  }

  /** Returns a builder of a configuration with all types that are on by default, nothing else. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the identifiers of types that are not reported. */
  public Set<String> disabled() {
    return disabled;
  }

  /** Returns the identifiers of types that are off by default and looked for nevertheless. */
  public Set<String> enabled() {
    return enabled;
  }

  /** Returns what is looked for beside the built-in types. */
  public List<DetectorPack> packs() {
    return packs;
  }

  /** Makes a {@link ScannerConfig}. Not thread-safe. */
  public static final class Builder {
    private final Set<String> disabled = new HashSet<String>();
    private final Set<String> enabled = new HashSet<String>();
    private final List<DetectorPack> packs = new ArrayList<DetectorPack>();

    private Builder() {}

    /** Leaves a type out. */
    public Builder disable(String type) {
      disabled.add(type);
      return this;
    }

    /** Looks for a type that is off by default. */
    public Builder enable(String type) {
      enabled.add(type);
      return this;
    }

    /** Adds detectors. Their types come before the built-in ones where both find the same. */
    public Builder add(DetectorPack pack) {
      packs.add(pack);
      return this;
    }

    /** Returns the configuration. */
    public ScannerConfig build() {
      return new ScannerConfig(this);
    }
  }
}
