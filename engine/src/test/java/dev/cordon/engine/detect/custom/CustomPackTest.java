package dev.cordon.engine.detect.custom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.scan.ScannerConfig;
import dev.cordon.engine.detect.scan.Scanners;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomPackTest {
  private static final DataType TYPE =
      new DataType("case_number", DataClass.CUSTOM, Severity.MEDIUM, "CASE", "Case number");

  @Test
  void patternsAreFoundAtTheirBytes() {
    CustomPack pack = new CustomPack().pattern(TYPE, "CASE-\\d{4}|Fälle", List.of(), 80);
    assertEquals(
        "«CASE-1234», é «CASE-0001» «Fälle»", marked(pack, "", "CASE-1234, é CASE-0001 Fälle"));
  }

  @Test
  void aPatternMayNeedAWordNearIt() {
    CustomPack pack = new CustomPack().pattern(TYPE, "\\b\\d{4}\\b", List.of("case", "docket"), 80);
    assertEquals("docket «1234»", marked(pack, "", "docket 1234"));
    assertEquals("year 1234", marked(pack, "", "year 1234"));
    assertEquals("«1234»", marked(pack, "docket_id", "1234"));
  }

  @Test
  void whatRe2RefusesIsAClearError() {
    for (String pattern : List.of("(a", "a(?=b)", "(a)\\1", "a*")) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new CustomPack().pattern(TYPE, pattern, List.of(), 80));
      assertTrue(e.getMessage().contains("pattern"), e.getMessage());
    }
  }

  @Test
  void wordsAreFoundWholeAndInAnyCase() {
    CustomPack pack =
        new CustomPack().words(TYPE, List.of("Project Nightfall", "zürich", "x-9", "秘密", "§§"), 80);
    assertEquals(
        "«PROJECT nightfall», «Zürich», «X-9»; projects nightfall, zürichsee, ax-9, x-90; 这是«秘密»文件 «§§»",
        marked(
            pack,
            "",
            "PROJECT nightfall, Zürich, X-9; projects nightfall, zürichsee, ax-9, x-90; 这是秘密文件 §§"));
  }

  @Test
  void valuesUnderKeysAreFoundWhole() {
    CustomPack pack = new CustomPack().keys(TYPE, List.of("internal_note"), 80);
    assertEquals(" «any thing at all» ", marked(pack, "InternalNote", " any thing at all "));
    assertEquals("any thing", marked(pack, "note", "any thing"));
  }

  @Test
  void listedValuesAreFoundWithoutRegardToCaseAndSeparators() {
    ExactValues.Builder values = ExactValues.builder();
    assertTrue(values.add("Ada Lovelace"));
    assertTrue(values.add("Ada Lovelace-Byron"));
    assertTrue(values.add("4711-0815"));
    assertTrue(values.add("Øyvind"));
    assertFalse(values.add("abc"));
    assertTrue(values.add("Čeněk Ďuriš"));
    assertTrue(values.add("王小明"));
    assertTrue(values.add("Anna\u2013Lena"));
    assertFalse(values.add("a b c d e f g h i j k l m n o p q"));
    CustomPack pack = new CustomPack().values(TYPE, values.build(), 95);
    for (String text :
        List.of(
            "«ADA  lovelace» met «ada Lovelace Byron», no. «4711 0815»; «øYVIND»;",
            "Ada L. Ovelace, Ada, «47110815», 4711 0816, 14711 0815, «4711 0815» 7",
            "«ČENĚK ĎURIŠ» 我叫«王小明»。 «anna-lena» Annalena")) {
      assertEquals(text, marked(pack, "", text.replace("«", "").replace("»", "")));
    }
  }

  @Test
  void aMillionValuesAreHeldWithoutTheirText() {
    ExactValues.Builder builder = ExactValues.builder();
    for (int i = 0; i < 1_000_000; i++) {
      builder.add("customer" + i);
    }
    ExactValues values = builder.build();
    assertEquals(1_000_000, values.size());
    CustomPack pack = new CustomPack().values(TYPE, values, 95);
    assertEquals(
        "«customer999999» customer1000000", marked(pack, "", "customer999999 customer1000000"));
    assertEquals("1000000 values", values.toString());
  }

  private static String marked(CustomPack pack, String key, String raw) {
    byte[] text = ("…" + raw).getBytes(UTF_8);
    int from = "…".getBytes(UTF_8).length;
    Findings findings = new Findings();
    Scanners.create(ScannerConfig.builder().add(pack).build())
        .newSession()
        .scan(text, from, text.length, key, findings);
    StringBuilder out = new StringBuilder();
    int at = from;
    for (int i = 0; i < findings.size(); i++) {
      if (findings.type(i).equals(TYPE)) {
        out.append(new String(text, at, findings.start(i) - at, UTF_8)).append('«');
        at = findings.end(i);
        out.append(new String(text, findings.start(i), at - findings.start(i), UTF_8)).append('»');
      }
    }
    return out.append(new String(text, at, text.length - at, UTF_8)).toString();
  }
}
