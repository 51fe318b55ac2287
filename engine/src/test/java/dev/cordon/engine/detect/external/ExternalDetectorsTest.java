package dev.cordon.engine.detect.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cordon.engine.detect.ExternalDetector;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.scan.ScannerConfig;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExternalDetectorsTest {
  @Test
  void addsTheFindingsOfAModel() {
    ExternalDetectors pack =
        ExternalDetectors.of(
            detector(
                (text, key, into) -> {
                  into.found("person_name", 0, 4, 80);
                  into.found("custom.ship", 9, 14, 80);
                }));
    assertEquals("person_name 2-6 custom.ship 11-16", scan(pack, "  Xyzz ona Argos!", 2));
  }

  @Test
  void mapsPlacesBackToTheOriginal() {
    ExternalDetectors pack =
        ExternalDetectors.of(detector((text, key, into) -> into.found("person_name", 2, 6, 80)));
    assertEquals("person_name 4-8", scan(pack, "\u00a0\u00a0Xyzz", 0));
  }

  @Test
  void containsFaultsAndSpansOutsideTheText() {
    ExternalDetectors pack =
        ExternalDetectors.of(
            detector(
                (text, key, into) -> {
                  into.found("person_name", -1, 3, 80);
                  into.found("person_name", 3, 900, 80);
                  into.found("person_name", 3, 3, 80);
                  throw new IllegalStateException("no model");
                }),
            detector((text, key, into) -> text[0] = 'y'));
    assertEquals("email_address 0-13", scan(pack, "a@example.com", 0));
    assertEquals(1, pack.faults());
  }

  @Test
  void loadsOnlyWhatIsNamed() {
    ClassLoader loader = getClass().getClassLoader();
    assertEquals("", scan(ExternalDetectors.load(loader, List.of()), "Xyzz", 0));
    assertThrows(
        IllegalArgumentException.class, () -> ExternalDetectors.load(loader, List.of("absent")));
  }

  @Test
  void whatADetectorSendsItselfIsScannedWithoutIt() {
    ExternalDetectors[] pack = new ExternalDetectors[1];
    StringBuilder inner = new StringBuilder();
    ExternalDetector asks =
        detector(
            (text, key, into) -> {
              inner.append(scan(pack[0], "a@example.com", 0));
              into.found("person_name", 0, 4, 80);
            });
    pack[0] = ExternalDetectors.of(asks).within(20_000, true);
    assertEquals("person_name 0-4", scan(pack[0], "Xyzz", 0));
    assertEquals("email_address 0-13", inner.toString());
    assertEquals(0, pack[0].faults());
  }

  private interface Find {
    void find(byte[] text, String key, ExternalDetector.Spans into);
  }

  private static ExternalDetector detector(Find find) {
    return new ExternalDetector() {
      @Override
      public String name() {
        return "model";
      }

      @Override
      public void find(byte[] utf8, String key, Spans into) {
        find.find(utf8, key, into);
      }
    };
  }

  private static String scan(ExternalDetectors pack, String text, int from) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    Scanners.create(ScannerConfig.builder().add(pack).build())
        .newSession()
        .scan(bytes, from, bytes.length, "", findings);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < findings.size(); i++) {
      out.append(i == 0 ? "" : " ").append(findings.type(i).id());
      out.append(' ').append(findings.start(i)).append('-').append(findings.end(i));
    }
    return out.toString();
  }
}
