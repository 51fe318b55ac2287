package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Registry;
import java.util.List;

/** Secrets that open something: a catalogue of providers and the generic forms. */
public final class SecretPack implements DetectorPack {
  /** Makes the pack. */
  public SecretPack() {}

  @Override
  public void register(Registry registry) {
    int slot = registry.slot();
    JsonWebToken.register(registry);
    PrivateKeyBlock.register(registry);
    KubernetesSecret.register(registry, slot);
    List<LabelledSecret> labelled = SecretCatalogue.register(registry, slot);
    GenericSecret secret = GenericSecret.register(registry, slot);
    GenericPassword password = GenericPassword.register(registry, slot);
    PinNumber pin = PinNumber.register(registry, slot);
    registry.ends(new KeyedSecrets(labelled, secret, password, pin, slot));
  }
}
