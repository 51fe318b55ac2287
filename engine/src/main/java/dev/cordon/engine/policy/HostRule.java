package dev.cordon.engine.policy;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hosts that the user added to the vendor catalogue. Immutable. */
public final class HostRule {
  private final String pattern;
  private final String vendor;
  private final List<String> paths;

  private final @Nullable String region;

  HostRule(String pattern, String vendor, List<String> paths, @Nullable String region) {
    this.pattern = pattern;
    this.vendor = vendor;
    this.region = region;
    this.paths = Collections.unmodifiableList(paths);
  }

  /** Returns the host, or {@code *.suffix}. */
  public String pattern() {
    return pattern;
  }

  /** Returns the vendor's identifier. */
  public String vendor() {
    return vendor;
  }

  /** Returns the region or country where the host is; null when the user says none. */
  public @Nullable String region() {
    return region;
  }

  /** Returns path prefixes of AI calls; every path when empty. */
  public List<String> paths() {
    return paths;
  }
}
