package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.corporate.CorporatePack;
import dev.cordon.engine.detect.general.GeneralPack;
import dev.cordon.engine.detect.national.NationalPack;
import dev.cordon.engine.detect.person.PersonPack;
import dev.cordon.engine.detect.secret.SecretPack;
import java.util.Collection;

/** The packs that are on by default, as one row of parts. Immutable. */
final class BuiltIn {
  /** How many parts there are. Constants, which load no class. */
  static final int PARTS =
      SecretPack.PARTS
          + NationalPack.PARTS
          + GeneralPack.PARTS
          + PersonPack.PARTS
          + CorporatePack.PARTS;

  /** The part that registers more where a policy names domains. */
  static final int DOMAINS = PARTS - CorporatePack.PARTS;

  private final Collection<String> regions;
  private final Collection<String> domains;

  /**
   * Makes the row.
   *
   * @param regions the regions whose national forms count without a label
   * @param domains the domains of which each host is private
   */
  BuiltIn(Collection<String> regions, Collection<String> domains) {
    this.regions = regions;
    this.domains = domains;
  }

  /** Registers a part. */
  void register(int number, Registry registry) {
    int part = number;
    if (part < SecretPack.PARTS) {
      new SecretPack().register(registry, part);
      return;
    }
    part -= SecretPack.PARTS;
    if (part < NationalPack.PARTS) {
      new NationalPack(new Regions(regions)).register(registry, part);
      return;
    }
    part -= NationalPack.PARTS;
    if (part < GeneralPack.PARTS) {
      new GeneralPack(new Regions(regions)).register(registry, part);
      return;
    }
    part -= GeneralPack.PARTS;
    if (part < PersonPack.PARTS) {
      new PersonPack().register(registry, part);
      return;
    }
    part -= PersonPack.PARTS;
    new CorporatePack(domains).register(registry, part);
  }
}
