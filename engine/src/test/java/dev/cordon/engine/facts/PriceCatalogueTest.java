package dev.cordon.engine.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.VendorCatalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceCatalogueTest {
  private final PriceCatalogue catalogue = PriceCatalogue.builtIn();

  private static PriceCatalogue read(String... lines) throws IOException {
    return PriceCatalogue.read(new BufferedReader(new StringReader(String.join("\n", lines))));
  }

  private static long nanos(Price price, long... used) {
    assertNotNull(price, "no price");
    return price.nanos(used);
  }

  @Test
  void everyPriceIsOfAHostedVendorAndNamesItsSourceAndItsDay() {
    int known = 0;
    for (String vendor : catalogue.vendors()) {
      assertTrue(VendorCatalogue.builtIn().isHosted(vendor), vendor);
      for (Map.Entry<String, Price> entry : catalogue.listed(vendor).entrySet()) {
        Price price = entry.getValue();
        assertTrue(price.source().startsWith("https://"), entry.getKey());
        assertTrue(price.date().startsWith("20"), entry.getKey());
        assertTrue(price.estimate(1_000_000, 0) > 0, entry.getKey());
        known++;
      }
    }
    assertTrue(known > 80, "prices: " + known);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o-mini, 150000000",
    "openai, GPT-4o-mini, 150000000",
    "openai, gpt-4.1-2025-04-14, 2000000000",
    "openai, gpt-4o-2024-05-13, 5000000000",
    "anthropic, claude-sonnet-4-20250514, 3000000000",
    "anthropic, claude-opus-4-20250514, 15000000000",
    "anthropic, claude-opus-4-5-20251101, 5000000000",
    "groq, openai/gpt-oss-120b, 150000000"
  })
  void aModelIsFoundByItsNameAndItsSnapshots(String vendor, String model, long nanos) {
    assertEquals(nanos, nanos(catalogue.of(vendor, model), 200_000, 0, 0, 0, 0) * 5);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o-mini-audio-preview",
    "openai, gpt-4o-audio-preview",
    "openai, gpt-4.1-extra",
    "openai, gpt-9",
    "anthropic, gpt-4o",
    "azure.openai, gpt-4o",
    "self_hosted, gpt-4o",
    "nobody, gpt-4o"
  })
  void whatHasNoLineHasNoPrice(String vendor, String model) {
    assertNull(catalogue.of(vendor, model));
    assertNull(catalogue.of(vendor, null));
  }

  @Test
  void everyKindOfTokenHasItsPrice() {
    Price haiku = catalogue.of("anthropic", "claude-haiku-4-5");
    assertEquals(1_000_000, nanos(haiku, 1000, 0, 0, 0, 0));
    assertEquals(100_000, nanos(haiku, 0, 1000, 0, 0, 0));
    assertEquals(1_250_000, nanos(haiku, 0, 0, 1000, 0, 0));
    assertEquals(2_000_000, nanos(haiku, 0, 0, 0, 1000, 0));
    assertEquals(5_000_000, nanos(haiku, 0, 0, 0, 0, 1000));
    assertEquals(9_350_000, nanos(haiku, 1000, 1000, 1000, 1000, 1000));
  }

  @Test
  void aCallThatReadsMoreIsChargedTheOtherPriceAsAWhole() {
    Price sol = catalogue.of("openai", "gpt-6.1-sol");
    assertEquals(272_000L * 2000 + 10_000, nanos(sol, 272_000, 0, 0, 0, 1));
    assertEquals(272_001L * 4000 + 15_000, nanos(sol, 272_001, 0, 0, 0, 1));
    assertEquals(200_000L * 4000 + 100_000L * 200, nanos(sol, 200_000, 100_000, 0, 0, 0));
    Price old = catalogue.of("openai", "gpt-5.4");
    assertEquals(2500, nanos(old, 1, 0, 0, 0, 0));
    assertEquals(Price.UNKNOWN, nanos(old, 272_001, 0, 0, 0, 0));
    assertEquals(272_001L * 2500, old.estimate(272_001, 0));
  }

  @Test
  void whatIsUsedAndHasNoPriceMakesTheWholeUnknown() {
    Price price = catalogue.of("openai", "gpt-5"); // nobody says what its cached tokens cost
    assertEquals(1250, nanos(price, 1, 0, 0, 0, 0));
    assertEquals(Price.UNKNOWN, nanos(price, 1, 1, 0, 0, 0));
    assertEquals(Price.UNKNOWN, nanos(price, 1, 0, 1, 0, 0));
    assertEquals(Price.UNKNOWN, nanos(price, -1, 2, 0, 0, 0));
    assertEquals(Price.UNKNOWN, nanos(price, Long.MAX_VALUE / 2, 0, 0, 0, 0));
  }

  @Test
  void partsOfABillionthAreRoundedUp() throws IOException {
    PriceCatalogue small = read("vendor a", "m | input 0.0001 | 2026-01-01 | https://a.example");
    assertEquals(1, nanos(small.of("a", "m"), 1, 0, 0, 0, 0));
    assertEquals(1, nanos(small.of("a", "m"), 10, 0, 0, 0, 0));
    assertEquals(2, nanos(small.of("a", "m"), 11, 0, 0, 0, 0));
    assertEquals(0, nanos(small.of("a", "m"), 0, 0, 0, 0, 0));
  }

  @Test
  void whatAUserSaysComesBeforeTheCatalogueAndAWholeNameBeforeAPart() {
    ModelPrices said = new ModelPrices();
    long[] rates = Price.noRates();
    rates[0] = Price.rate("1");
    rates[4] = Price.rate("0");
    Price own = new Price(rates, Long.MAX_VALUE, null, null, "contract 7", null);
    rates[0] = Price.rate("3");
    Price whole = new Price(rates, Long.MAX_VALUE, null, null, null, null);
    assertTrue(said.put("gpt-4*", own));
    assertTrue(said.put("gpt-4.1", whole));
    PriceCatalogue with = catalogue.with(Map.of("openai", said));
    assertEquals(1000, nanos(with.of("openai", "gpt-4o"), 1, 0, 0, 0, 0));
    assertEquals(3000, nanos(with.of("openai", "gpt-4.1"), 1, 0, 0, 0, 0));
    assertEquals(2000, nanos(with.of("openai", "gpt-6-sol"), 1, 0, 0, 0, 0));
    assertEquals(2500, nanos(catalogue.of("openai", "gpt-4o"), 1, 0, 0, 0, 0));
    assertEquals("input 1 output 0", own.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          m | input 2 | 2026-01-01 | https://a.example; a price stands before the first 'vendor'
          vendor a/m | input 2 | 2026-01-01; a price is NAMES | PRICES
          vendor a/m | input 2 | May | https://a.example; a day such as
          vendor a/m | input 2 | 2026-01-01 | a.example; the source must be an https address
          vendor a/m | output 2 | 2026-01-01 | https://a.example; 'input' is missing
          vendor a/m | input two | 2026-01-01 | https://a.example; dollars such as 2.50 must follow 'input'
          vendor a/m | input 2 input 3 | 2026-01-01 | https://a.example; 'input' must be one of input, cached
          vendor a/m | inputs 2 | 2026-01-01 | https://a.example; 'inputs' must be one of input, cached
          vendor a/m* x | input 2 | 2026-01-01 | https://a.example; 'm* x' must be a name
          vendor a/m, m | input 2 | 2026-01-01 | https://a.example; 'm' must be a name, perhaps with * at its end, and once
          vendor a/vendor a; a second block of 'a'
          """)
  void aLineThatIsNoPriceIsAnErrorWithItsNumber(String text, String message) {
    String[] lines = text.startsWith("vendor") ? text.split("/", 2) : new String[] {text};
    String said = assertThrows(IllegalArgumentException.class, () -> read(lines)).getMessage();
    assertTrue(said.startsWith("model-prices.txt, line " + lines.length + ": "), said);
    assertTrue(said.contains(message.trim()), said);
  }

  @ParameterizedTest
  @CsvSource({"over 200000", "under 1 input 2", "over many input 2", "over 0 input 2"})
  void moreTokensNeedANumberAndPrices(String more) {
    String line = "m | input 2; " + more + " | 2026-01-01 | https://a.example";
    String said =
        assertThrows(IllegalArgumentException.class, () -> read("vendor a", line)).getMessage();
    assertTrue(said.startsWith("model-prices.txt, line 2: "), said);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "2, 2000000",
    "2.50, 2500000",
    "0.0375, 37500",
    "1000000, 1000000000000",
    "-1, -1",
    "1e3, -1",
    ".5, -1",
    "1000001, -1",
    "0.0000001, -1",
    "'1,5', -1",
    "2 USD, -1"
  })
  void readsDollars(String text, long rate) {
    assertEquals(rate, Price.rate(text));
  }
}
