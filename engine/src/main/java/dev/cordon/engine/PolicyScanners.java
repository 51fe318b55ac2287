package dev.cordon.engine;

import dev.cordon.engine.detect.ExternalDetectors;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.ScannerConfig;
import dev.cordon.engine.detect.Scanners;
import dev.cordon.engine.detect.custom.CustomPack;
import dev.cordon.engine.detect.custom.ExactValues;
import dev.cordon.engine.policy.CustomType;
import dev.cordon.engine.policy.Policy;

/** Makes scanners with every built-in detector and the policy's own types. Stateless. */
public final class PolicyScanners implements EngineConfig.ScannerFactory {
  /** Makes the factory. */
  public PolicyScanners() {}

  @Override
  public Scanner create(Policy policy) {
    ScannerConfig.Builder config = ScannerConfig.builder();
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
