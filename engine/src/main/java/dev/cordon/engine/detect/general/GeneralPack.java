package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.Registry;

/** The structured general detectors. */
public final class GeneralPack implements DetectorPack {
  private final Regions regions;

  /**
   * Makes the pack.
   *
   * @param regions the regions whose national forms count without a label
   */
  public GeneralPack(Regions regions) {
    this.regions = regions;
  }

  @Override
  public void register(Registry registry) {
    EmailAddress.register(registry);
    PaymentHandle.register(registry);
    PaymentCard.register(registry);
    Iban.register(registry);
    IpAddress.register(registry);
    CryptoAddress.register(registry);
    UrlParts.register(registry);
    DeviceNumber.register(registry);
    VehicleNumber.register(registry);
    BirthDate.register(registry);
    PhoneNumber.register(registry, regions);
    BankNumbers.register(registry);
    BankIdentifier.register(registry);
    CardDetails.register(registry);
    Coordinates.register(registry);
    LicensePlate.register(registry);
  }
}
