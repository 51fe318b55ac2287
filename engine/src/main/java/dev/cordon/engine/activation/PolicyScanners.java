package dev.cordon.engine.activation;

import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.custom.CustomPack;
import dev.cordon.engine.detect.custom.ExactValues;
import dev.cordon.engine.detect.external.ExternalDetectors;
import dev.cordon.engine.detect.scan.ScannerConfig;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.CustomType;
import dev.cordon.engine.policy.Policy;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes scanners with the built-in detectors, those that the policy switches on and its own types.
 * Immutable.
 */
public final class PolicyScanners implements ScannerFactory {
  private final Set<String> also;

  /** Makes the factory. */
  public PolicyScanners() {
    this(Collections.<String>emptySet());
  }

  private PolicyScanners(Set<String> also) {
    this.also = also;
  }

  /** Returns a factory whose scanners look for some types more that are off by default. */
  public PolicyScanners also(Set<String> types) {
    return new PolicyScanners(new HashSet<String>(types));
  }

  @Override
  public Scanner create(Policy policy) {
    ScannerConfig.Builder config = ScannerConfig.builder();
    for (String type : also) {
      config.enable(type);
    }
    for (String type : policy.alsoDetected()) {
      config.enable(type);
    }
    for (String domain : policy.internalDomains()) {
      config.domain(domain);
    }
    for (String region : policy.regions()) {
      config.region(region);
    }
    if (!policy.customTypes().isEmpty()) {
      config.add(pack(policy));
    }
    ExternalDetectors detectors = policy.detectors();
    if (detectors != null) {
      config.add(detectors);
    }
    return Scanners.create(config.build());
  }

  private static CustomPack pack(Policy policy) {
    CustomPack pack = new CustomPack();
    for (CustomType custom : policy.customTypes()) {
      String regex = custom.regex();
      if (regex != null) {
        pack.pattern(custom.type(), regex, custom.context(), custom.confidence());
      }
      if (!custom.keywords().isEmpty()) {
        pack.words(custom.type(), custom.keywords(), custom.confidence());
      }
      if (!custom.keys().isEmpty()) {
        pack.keys(custom.type(), custom.keys(), custom.confidence());
      }
      for (ExactValues values : custom.values()) {
        pack.values(custom.type(), values, custom.confidence());
      }
    }
    return pack;
  }
}
