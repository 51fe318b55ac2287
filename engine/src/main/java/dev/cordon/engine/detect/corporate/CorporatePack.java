package dev.cordon.engine.detect.corporate;

import dev.cordon.engine.detect.PartedPack;
import dev.cordon.engine.detect.Registry;
import java.util.Collection;

/** Declares and registers what belongs to an organisation's inside. */
public final class CorporatePack implements PartedPack {
  /** How many parts it has. */
  public static final int PARTS = 3;

  private final Collection<String> domains;

  /**
   * Makes the pack.
   *
   * @param domains domains of which each host is private, in small letters: {@code corp.example}
   */
  public CorporatePack(Collection<String> domains) {
    this.domains = domains;
  }

  @Override
  public int parts() {
    return PARTS;
  }

  @Override
  public void register(Registry registry, int part) {
    switch (part) {
      case 0:
        PrivateHost.register(registry, domains);
        break;
      case 1:
        InternalNumber.register(registry);
        break;
      default:
        LoginName.register(registry);
    }
  }
}
