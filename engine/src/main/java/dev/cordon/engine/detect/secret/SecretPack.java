package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.PartedPack;
import dev.cordon.engine.detect.Registry;

/** Secrets that open something: a catalogue of providers and the generic forms. */
public final class SecretPack implements PartedPack {
  /** How many parts it has. */
  public static final int PARTS = 5;

  /** Makes the pack. */
  public SecretPack() {}

  @Override
  public int parts() {
    return PARTS;
  }

  @Override
  public void register(Registry registry, int part) {
    switch (part) {
      case 0:
        JsonWebToken.register(registry);
        break;
      case 1:
        PrivateKeyBlock.register(registry);
        break;
      case 2:
        KubernetesSecret.register(registry);
        break;
      case 3:
        SecretCatalogue.register(registry);
        break;
      default:
        generic(registry);
    }
  }

  private static void generic(Registry registry) {
    int slot = SecretSpan.slot(registry);
    GenericSecret secret = GenericSecret.register(registry, slot);
    GenericPassword password = GenericPassword.register(registry, slot);
    PinNumber pin = PinNumber.register(registry, slot);
    registry.ends(
        new KeyedSecrets(secret, password, pin, slot),
        KeyedText.LONGEST,
        secret.label(),
        password.label(),
        pin.label());
  }
}
