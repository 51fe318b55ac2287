package dev.cordon.engine.detect.general;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.DetectorCases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import net.datafaker.Faker;
import net.datafaker.providers.base.Finance;
import org.junit.jupiter.api.Test;

/** Valid numbers that another library makes. */
class GeneratedNumbersTest {
  private static final int EACH = 20;

  private final Faker faker = new Faker(Locale.ENGLISH, new Random(7));

  @Test
  void findsIbansOfEveryCountry() {
    List<String> missed = new ArrayList<>();
    for (String country : Finance.ibanSupportedCountries()) {
      missed.addAll(missed("iban", "", () -> faker.finance().iban(country)));
    }
    assertEquals(List.of(), missed);
  }

  @Test
  void findsCardsOfTheBrands() {
    List<String> missed = new ArrayList<>();
    for (String brand : List.of("VISA", "MASTERCARD", "AMERICAN_EXPRESS", "DISCOVER", "JCB")) {
      Finance.CreditCardType type = Finance.CreditCardType.valueOf(brand);
      missed.addAll(missed("payment_card", "card ", () -> faker.finance().creditCard(type)));
    }
    assertEquals(List.of(), missed);
  }

  @Test
  void findsMailAddresses() {
    assertEquals(List.of(), missed("email_address", "", () -> faker.internet().emailAddress()));
  }

  @Test
  void findsAddressesOfMachines() {
    assertEquals(List.of(), missed("mac_address", "", () -> faker.internet().macAddress()));
    assertEquals(
        List.of(), missed("ip_address", "from ", () -> faker.internet().publicIpV4Address()));
    assertEquals(List.of(), missed("ip_address", "from ", () -> faker.internet().ipV6Address()));
  }

  @Test
  void findsDevicesAndVehicles() {
    assertEquals(List.of(), missed("imei", "IMEI ", () -> faker.code().imei()));
    assertEquals(List.of(), missed("vin", "VIN ", () -> faker.vehicle().vin()));
  }

  private static List<String> missed(String type, String words, Supplier<String> numbers) {
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      String number = numbers.get();
      try {
        DetectorCases.check(type, words + "«" + number + "» is on file");
      } catch (AssertionError e) {
        missed.add(number);
      }
    }
    return missed;
  }
}
