package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DetectorPack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a scanner looks for. Immutable; made with {@link #builder()}. */
public final class ScannerConfig {
  private final Set<String> disabled;
  private final Set<String> enabled;
  private final List<DetectorPack> packs;
  private final Set<String> domains;
  private final Set<String> regions;

  private ScannerConfig(Builder builder) {
    disabled = Collections.unmodifiableSet(new HashSet<String>(builder.disabled));
    enabled = Collections.unmodifiableSet(new HashSet<String>(builder.enabled));
    packs = Collections.unmodifiableList(new ArrayList<DetectorPack>(builder.packs));
    domains = Collections.unmodifiableSet(new LinkedHashSet<String>(builder.domains));
    regions = Collections.unmodifiableSet(new LinkedHashSet<String>(builder.regions));
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

  /** Returns the domains of which each host is private. */
  public Set<String> domains() {
    return domains;
  }

  /** Returns the regions, by ISO 3166 in small letters, whose forms count without a label. */
  public Set<String> regions() {
    return regions;
  }

  /** Makes a {@link ScannerConfig}. Not thread-safe. */
  public static final class Builder {
    private final Set<String> disabled = new HashSet<String>();
    private final Set<String> enabled = new HashSet<String>();
    private final List<DetectorPack> packs = new ArrayList<DetectorPack>();

    private final Set<String> domains = new LinkedHashSet<String>();
    private final Set<String> regions = new LinkedHashSet<String>();

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

    /** Takes each host of a domain, such as {@code corp.example}, for a private one. */
    public Builder domain(String domain) {
      domains.add(domain);
      return this;
    }

    /** Lets a region's national forms count without a label: {@code no}. */
    public Builder region(String code) {
      regions.add(code);
      return this;
    }

    /** Returns the configuration. */
    public ScannerConfig build() {
      return new ScannerConfig(this);
    }
  }
}
