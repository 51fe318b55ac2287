package dev.cordon.engine.detect.general;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Example numbers of every region, written as libphonenumber writes them. */
class PhoneJudgeTest {
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  private static final Scanner SCANNER = Scanners.standard();
  private static final PhoneNumberType[] TYPES = {
    PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE
  };

  private final List<String> missed = new ArrayList<>();
  private int tried;

  @Test
  void internationalNumbersOfAllRegionsAreFoundWhole() {
    check(PhoneNumberFormat.INTERNATIONAL, "Write to ");
    check(PhoneNumberFormat.E164, "Write to ");
    assertEquals(
        List.of(), missed.subList(0, Math.max(0, missed.size() - tried / 100)), missed.toString());
  }

  @Test
  void nationalNumbersAreFoundWholeUnderTheirWord() {
    check(PhoneNumberFormat.NATIONAL, "Phone: ");
    assertEquals(
        List.of(), missed.subList(0, Math.max(0, missed.size() - tried / 50)), missed.toString());
  }

  private void check(PhoneNumberFormat format, String lead) {
    for (String region : new TreeSet<>(PHONES.getSupportedRegions())) {
      for (PhoneNumberType type : TYPES) {
        PhoneNumber number = PHONES.getExampleNumberForType(region, type);
        String written = number == null ? "" : PHONES.format(number, format);
        if (number == null || written.replaceAll("\\D", "").length() < 7) {
          continue;
        }
        tried++;
        if (!finds(lead, written)) {
          missed.add(region + " " + written);
        }
      }
    }
  }

  private static boolean finds(String lead, String number) {
    byte[] text = (lead + number + ".").getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    SCANNER.newSession().scan(text, 0, text.length, "", findings);
    for (int i = 0; i < findings.size(); i++) {
      if (findings.confidence(i) >= 50
          && findings.start(i) == lead.length()
          && findings.end(i) == text.length - 1) {
        return true;
      }
    }
    return false;
  }
}
