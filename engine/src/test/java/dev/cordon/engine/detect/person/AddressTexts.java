package dev.cordon.engine.detect.person;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;
import net.datafaker.Faker;
import net.datafaker.providers.base.Address;

/**
 * Sentences with marked addresses: made from templates and Datafaker's locales, where the same seed
 * makes the same ones and what is held out has other templates, other seeds and locales of its own.
 */
final class AddressTexts {
  /** How a country writes: s street and number, z code, c city, t state, n a number, l a line. */
  private record Country(String locale, boolean heldOut, List<String> forms, List<String> frames) {}

  private static final List<String> ENGLISH =
      List.of(
          "Please send it to %s before Friday.",
          "She lives at %s with her parents.",
          "Shipping address: %s",
          "%s",
          "Name: ⟦any:J. Doe⟧\nAddress: %s\nPhone: 555",
          "The driver was seen near %s on Monday evening.",
          "We moved our office to %s last year, so update the records",
          "{\"customer\": 17, \"address\": \"%s\"}",
          "invoice 7718,%s,paid",
          "Bill to:\n%s\n\nThank you");

  private static final List<Country> COUNTRIES =
      List.of(
          us("en-US", false),
          new Country(
              "en-CA", false, List.of("s, c, t z", "s, Suite n, c t z", "slcltlz", "s"), ENGLISH),
          new Country(
              "en-GB", false, List.of("s, c, z", "Flat n, s, c z", "slclz", "s, c", "s"), ENGLISH),
          new Country("en-AU", false, List.of("s, c t z", "Unit n/s, c t z", "slc t z"), ENGLISH),
          new Country("en-IN", true, List.of("s, c z", "Flat n, s, c, z", "s, c"), ENGLISH),
          country(
              "de",
              false,
              "ich wohne in der %s seit Mai.",
              "Anschrift: %s",
              "Lieferung an %s bitte"),
          country("de-AT", true, "Sie wohnt %s im Hinterhaus", "Adresse: %s", "Rechnung an: %s."),
          country(
              "fr", false, "J'habite au %s depuis mars.", "Adresse : %s", "Livraison au %s demain"),
          country("it", false, "Abito in %s da anni.", "Indirizzo: %s", "Spedire a %s per favore"),
          country("es", false, "Vivo en %s desde mayo.", "Dirección: %s", "Enviar a %s, gracias"),
          new Country(
              "pt-BR",
              true,
              List.of("s, c - t, z", "s, apto n, c/t, CEP z", "slc - tlz"),
              List.of("Moro na %s desde 2019.", "Endereço: %s", "Entregar em %s até sexta")),
          country("nl", false, "Ik woon op %s sinds mei.", "Adres: %s", "Bezorgen op %s graag"),
          country("nb-NO", false, "Jeg bor i %s nå.", "Adresse: %s", "Leveres til %s i morgen"),
          country("sv", false, "Jag bor på %s sedan maj.", "Adress: %s", "Leverera till %s tack"),
          country("da-DK", true, "Jeg bor på %s nu.", "Adresse: %s", "Leveres til %s tak"),
          country("pl", false, "Mieszkam na %s od maja.", "Adres: %s", "Dostawa: %s."),
          country("cs", true, "Bydlím %s od května.", "Adresa: %s", "Doručit na %s"),
          country("hu", false, "A cím: %s", "Lakcím: %s", "Szállítás: %s"),
          country("tr", false, "Adres: %s", "Adresim %s, teşekkürler", "Teslimat adresi: %s"));

  private static Country us(String locale, boolean heldOut) {
    return new Country(
        locale,
        heldOut,
        List.of(
            "s, c, t z",
            "s, Apt n, c, t z",
            "s Suite n, c t z",
            "slc, t z",
            "s",
            "s, c",
            "PO Box n, c, t z",
            "P.O. Box n",
            "PSC n, Box n, APO AP z",
            "Unit n, Box n, DPO AE z"),
        ENGLISH);
  }

  private static Country country(String locale, boolean heldOut, String... frames) {
    return new Country(
        locale, heldOut, List.of("s, z c", "slz c", "s, z c", "s, c", "s"), List.of(frames));
  }

  private AddressTexts() {}

  /**
   * Makes texts.
   *
   * @param heldOut whether those to measure with, never trained on
   * @param each how many a country
   */
  static void make(boolean heldOut, int each, BiConsumer<String, String> into) {
    for (Country country : COUNTRIES) {
      if (country.heldOut() && !heldOut) {
        continue;
      }
      Random random = new Random((heldOut ? 77_000 : 1_000) + country.locale().hashCode());
      Address address = new Faker(Locale.forLanguageTag(country.locale()), random).address();
      for (int i = 0; i < each; i++) {
        // Every third frame and the last form are kept for measuring.
        String frame = pick(country.frames(), random, heldOut);
        into.accept(
            country.locale(),
            String.format(frame, "⟦" + form(address, random, country.forms()) + "⟧"));
      }
    }
  }

  private static String pick(List<String> frames, Random random, boolean heldOut) {
    int i;
    do {
      i = random.nextInt(frames.size());
    } while (!heldOut && frames.size() > 3 && i % 3 == 2);
    return frames.get(i);
  }

  private static String form(Address address, Random random, List<String> forms) {
    String form = forms.get(random.nextInt(forms.size()));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      boolean alone =
          (i == 0 || !Character.isLetter(form.charAt(i - 1)) || form.charAt(i - 1) == 'l')
              && (i + 1 == form.length()
                  || !Character.isLetter(form.charAt(i + 1))
                  || form.charAt(i + 1) == 'l'
                  || c == 'l');
      boolean key = "szctnl".indexOf(c) >= 0 && (alone || form.matches("[szctnl, -]+"));
      out.append(key ? value(address, random, c) : String.valueOf(c));
    }
    return out.toString();
  }

  private static String value(Address address, Random random, char key) {
    return switch (key) {
      case 's' -> address.streetAddress();
      case 'z' -> address.zipCode();
      case 'c' -> address.cityName();
      case 't' -> address.stateAbbr();
      case 'n' -> String.valueOf(1 + random.nextInt(400));
      default -> "\n";
    };
  }
}
