package dev.cordon.engine.detect.corporate;

import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Registry;
import java.util.Collection;

/** Declares and registers what belongs to an organisation's inside. */
public final class CorporatePack implements DetectorPack {
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
  public void register(Registry registry) {
    PrivateHost.register(registry, domains);
    InternalNumber.register(registry);
    LoginName.register(registry);
  }
}
