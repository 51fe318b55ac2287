package dev.cordon.engine.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.VendorCatalogue;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactCatalogueTest {
  private final FactCatalogue catalogue = FactCatalogue.builtIn();

  @Test
  void everyHostedVendorHasABlockAndNobodyElse() {
    Set<String> hosted = new LinkedHashSet<>();
    VendorCatalogue vendors = VendorCatalogue.builtIn();
    for (String id : vendors.ids()) {
      if (vendors.vendor(id).isHosted()) {
        hosted.add(id);
      }
    }
    assertEquals(String.join("\n", hosted), String.join("\n", catalogue.vendors()));
  }

  @Test
  void everyFactNamesItsSourceAndItsDay() {
    int known = 0;
    for (String vendor : catalogue.vendors()) {
      for (FactKind kind : FactKind.values()) {
        Fact fact = catalogue.of(vendor).get(kind);
        if (fact != Fact.UNKNOWN) {
          assertTrue(fact.source().startsWith("https://"), vendor);
          assertTrue(fact.date().startsWith("20"), vendor);
          known++;
        }
      }
    }
    assertTrue(known > 70, "facts: " + known);
  }

  @Test
  void whatHasNoSourceIsUnknown() {
    assertSame(Fact.UNKNOWN, catalogue.of("voyage").get(FactKind.TRAINING));
    assertSame(Fact.UNKNOWN, catalogue.of(null).get(FactKind.DPA));
    assertSame(Fact.UNKNOWN, catalogue.of("nobody").get(FactKind.DPA));
  }

  @Test
  void aUserAddsFactsAndReplacesThem() {
    Fact own = new Fact("0", "2026-11-01", "contract 7", null, true);
    FactCatalogue with =
        catalogue.with(
            Map.of("openai", Map.of(FactKind.RETENTION, own), "vllm", Map.of(FactKind.DPA, own)));
    assertSame(own, with.of("openai").get(FactKind.RETENTION));
    assertEquals("no", with.of("openai").get(FactKind.TRAINING).value());
    assertSame(own, with.of("vllm").get(FactKind.DPA));
    assertEquals("30d", catalogue.of("openai").get(FactKind.RETENTION).value());
    assertEquals("0 as of 2026-11-01, as the policy says", own.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", "1h, 3600", "30d, 2592000", "indefinite, 9223372036854775807", "unknown, -1",
    "30, -1", "d, -1", "3 d, -1", "1234567d, -1", "-1d, -1"
  })
  void readsTimes(String text, long seconds) {
    assertEquals(seconds, FactKind.seconds(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          training no ; line 1: 'training' stands before the first 'vendor'
          vendor a~train no | 2026-01-01 | https://a.example ; line 2: unknown key 'train' (known: vendor, headquarters,
          vendor a~training maybe | 2026-01-01 | https://a.example ; line 2: 'training' must be one of no, free_tier, opt_out, yes, unknown
          vendor a~retention month | 2026-01-01 | https://a.example ; line 2: 'retention' must be 0, a time such as
          vendor a~headquarters Norway | 2026-01-01 | https://a.example ; line 2: 'headquarters' must be an ISO 3166-1
          vendor a~dpa yes ; line 2: a day such as 2026-10-18 must follow
          vendor a~dpa yes | May 2026 | https://a.example ; line 2: a day such as
          vendor a~dpa yes | 2026-01-01 | a page ; line 2: the source must be an https address
          vendor a~dpa yes | 2026-01-01 | https://a.example | x | y ; line 2: a fact is VALUE | DATE
          vendor a~dpa yes | 2026-01-01 | https://a.example~dpa no | 2026-01-01 | https://a.example ; line 3: a second 'dpa'
          vendor a~vendor a ; line 2: 'vendor' takes one name, each once
          """)
  void whatCannotBeReadIsAnErrorThatNamesTheLine(String text, String message) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                FactCatalogue.read(new BufferedReader(new StringReader(text.replace('~', '\n')))));
    assertTrue(error.getMessage().startsWith("vendor-facts.txt, " + message), error.getMessage());
  }
}
