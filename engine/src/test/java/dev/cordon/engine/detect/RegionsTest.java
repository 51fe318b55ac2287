package dev.cordon.engine.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.scan.ScannerConfig;
import dev.cordon.engine.detect.scan.Scanners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** National forms count without a label where the text's language or the policy says whose. */
class RegionsTest {
  @Test
  void aTextsLanguageLetsItsPhoneNumbersCount() {
    DetectorCases.check(
        "phone_number",
        """
        Kari kan nås på «922 17 345» etter klokka fem.
        Min bror har «415 22 118», jeg har ikke noe annet.
        Ring mig på «28 12 34 56» i morgen.
        Rufen Sie mich bitte unter «0176 55512345» zurück.
        Llámame al «655 123 987» cuando puedas.
        Chiamami al «333 4567890» dopo pranzo.
        Zadzwoń do mnie pod «512 345 678» po południu.
        Me liga no «(21) 98765-4321» amanhã.
        Перезвоните мне «8 (916) 123-45-67» вечером.
        我昨天用«13812345678»打的，请查。
        Omsetningen var 512 34 567 kr, jeg vet ikke mer.
        Sprzedano 512 345 678 zł oraz nie więcej.
        Jeg har ikke 22 33 44 55 66 77 i serien.
        Wir haben nicht 83 120 000 Stück.
        The table has 922 17 345 in it.
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "no, phone_number, 'row: 922 17 345'",
    "no, no.kontonummer, 'row: 1503 12 34562'",
    "nl, nl.bsn, 'row: 111222333'",
    "de, de.tax_id, 'row: 86095742719'",
    "pl, pl.pesel, 'row: 44051401359'"
  })
  void aChosenRegionLetsItsFormsCount(String region, String type, String row) {
    assertEquals("", found(ScannerConfig.builder().build(), row));
    assertEquals(type, found(ScannerConfig.builder().region(region).build(), row));
  }

  private static String found(ScannerConfig config, String row) {
    byte[] text = row.getBytes(UTF_8);
    Findings findings = new Findings();
    Scanners.create(config).newSession().scan(text, 0, text.length, "", findings);
    String found = "";
    for (int i = 0; i < findings.size(); i++) {
      found += findings.confidence(i) >= DetectorCases.DEFAULT ? findings.type(i).id() : "";
    }
    return found;
  }
}
