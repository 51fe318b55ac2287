package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.PartedPack;
import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.Registry;

/** The structured general detectors. */
public final class GeneralPack implements PartedPack {
  /** How many parts it has. */
  public static final int PARTS = 16;

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
  public int parts() {
    return PARTS;
  }

  @Override
  public void register(Registry registry, int part) {
    switch (part) {
      case 0:
        EmailAddress.register(registry);
        break;
      case 1:
        PaymentHandle.register(registry);
        break;
      case 2:
        PaymentCard.register(registry);
        break;
      case 3:
        Iban.register(registry);
        break;
      case 4:
        IpAddress.register(registry);
        break;
      case 5:
        CryptoAddress.register(registry);
        break;
      case 6:
        UrlParts.register(registry);
        break;
      case 7:
        DeviceNumber.register(registry);
        break;
      case 8:
        VehicleNumber.register(registry);
        break;
      case 9:
        BirthDate.register(registry);
        break;
      case 10:
        PhoneNumber.register(registry, regions);
        break;
      case 11:
        BankNumbers.register(registry);
        break;
      case 12:
        BankIdentifier.register(registry);
        break;
      case 13:
        CardDetails.register(registry);
        break;
      case 14:
        Coordinates.register(registry);
        break;
      default:
        LicensePlate.register(registry);
    }
  }
}
