package dev.cordon.engine.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {
  @ParameterizedTest
  @CsvSource({
    "gpt-4o, gpt-4o, true",
    "gpt-4o, GPT-4o, true",
    "gpt-4o, gpt-4o-mini, false",
    "gpt-4o*, gpt-4o-mini, true",
    "*-preview, o1-preview, true",
    "*-preview, o1-preview-2, false",
    "*4*, gpt-4o, true",
    "*, anything, true",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXcYb, false"
  })
  void anAsteriskInANameStandsForAnything(String pattern, String name, boolean fits) {
    assertEquals(fits, new NamePattern(pattern).matches(name));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Payroll, com.acme.Payroll, true",
    "com.acme.Payroll, com.acme.Payroll$Job, true",
    "com.acme.Payroll, com.acme.Payroll$1, true",
    "com.acme.Payroll, com.acme.PayrollJob, false",
    "com.acme.Payroll$Job, com.acme.Payroll$Job, true",
    "com.acme.*, com.acme.Payroll, true",
    "com.acme.*, com.acme.hr.Payroll, false",
    "com.acme.**, com.acme.hr.Payroll, true",
    "com.acme.**, com.acme.Payroll, true",
    "com.acme.**, com.acmes.Payroll, false",
    "com.acme.**, com.acme, false",
    "**.hr.**, com.acme.hr.Payroll, true",
    "**.hr.**, com.acme.shop.Payroll, false",
    "**.Pay*, com.acme.hr.Payroll, true",
    "com.*.hr.*, com.acme.hr.Payroll, true",
    "**, Main, true",
    "Main, Main, true",
    "$Gen, $Gen, true"
  })
  void classesFitByPackageAndName(String pattern, String name, boolean fits) {
    assertEquals(fits, new ClassPattern(pattern).matches(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.acme.**", "com.acme.*", "com.acme.Payroll", "**", "*.x.Y*", "Main"})
  void theseArePatterns(String pattern) {
    assertNull(ClassPattern.problem(pattern));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "com.acme", "com..X", ".X", "com/acme/X", "com.a**.X", "X.", "a b.X"})
  void theseAreNone(String pattern) {
    assertNotNull(ClassPattern.problem(pattern));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.**, com.acme.hr.*, true",
    "com.acme.**, com.acme.hr.Payroll, true",
    "com.acme.*, com.acme.Payroll, true",
    "com.acme.*, com.acme.**, false",
    "**, com.acme.**, true",
    "com.acme.hr.**, com.acme.**, false",
    "com.*.**, com.acme.Payroll, true"
  })
  void onePatternCoversAnother(String pattern, String other, boolean covers) {
    assertEquals(covers, new ClassPattern(pattern).covers(new ClassPattern(other)));
  }

  @Test
  void whatIsDeniedStaysDeniedAndWhatIsNotAllowedIsDenied() {
    AllowDeny rules = new AllowDeny(List.of("gpt-*"), List.of("*-preview"));
    assertNull(rules.denial("gpt-4o"));
    assertEquals("deny", rules.denial("gpt-4o-preview"));
    assertEquals("allow", rules.denial("o1"));
    assertNull(AllowDeny.ALL.denial("o1"));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, gpt-4o, true",
    "gpt-4o, gpt-*, true",
    "gpt-4*, gpt-*, true",
    "gpt-*, gpt-4o, false"
  })
  void oneNameCoversAnother(String name, String by, boolean covered) {
    assertEquals(covered, new NamePattern(by).covers(new NamePattern(name)));
  }

  @Test
  void whatWasSaidOfOneNameIsNotSaidOfTheNext() {
    AllowDeny rule = new AllowDeny(List.of("gpt-4*"), List.of("*-mini"));
    for (int i = 0; i < 2; i++) {
      assertNull(rule.denial("gpt-4o"));
      assertEquals("deny", rule.denial("gpt-4o-mini"));
      assertEquals("allow", rule.denial("o1"));
      assertEquals("allow", rule.denial("o1-mini", "deny"::equals));
      assertNull(rule.denial("o1-mini", key -> true));
    }
  }
}
