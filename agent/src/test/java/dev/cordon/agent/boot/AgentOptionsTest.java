package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", ",", " , ,"})
  void noArgumentsAreNoProblem(String arguments) {
    AgentOptions options = AgentOptions.parse(arguments);

    assertNull(options.problem());
    assertNull(options.policy());
  }

  @Test
  void readsPolicyAndLogLevelWithSpacesAround() {
    AgentOptions options = AgentOptions.parse(" policy = /etc/my cordon.yaml , log=info ");

    assertNull(options.problem());
    assertEquals("/etc/my cordon.yaml", options.policy());
  }

  @Test
  void aKeyMayEndWithEqualsSigns() {
    AgentOptions options = AgentOptions.parse("policy=/p,require_signature=MCow+/aQ==");

    assertNull(options.problem());
    assertEquals("MCow+/aQ==", options.requireSignature());
    assertTrue(options.mustBeChecked());
    assertNull(AgentOptions.parse("policy=/p").requireSignature());
  }

  @Test
  void aPolicyPathMayHoldAnEqualsSign() {
    assertEquals("/a=b.yaml", AgentOptions.parse("policy=/a=b.yaml").policy());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "polcy=/x | 'polcy'",
        "debug | 'debug'",
        "log=loud | 'loud'",
        "log | ''",
        "policy | 'policy'",
        "policy= | 'policy'",
        "require_signature | 'require_signature'",
        "require_signatur=x | 'require_signatur'",
      })
  void aMistakeIsNamedWithWhatIsValid(String arguments, String quoted) {
    String problem = AgentOptions.parse(arguments).problem();

    assertNotNull(problem);
    assertTrue(problem.contains(quoted), problem);
    assertTrue(problem.contains("valid are") || problem.contains("needs a value"), problem);
  }

  @Test
  void theFirstMistakeIsReportedAndTheRestStillCounts() {
    AgentOptions options = AgentOptions.parse("x=1,policy=/p,y=2");

    assertTrue(options.problem().contains("'x'"), options.problem());
    assertEquals("/p", options.policy());
  }

  @Test
  void anyTextIsReadOrItsMistakeIsNamed() {
    String[] parts = {
      "policy",
      "log",
      "=",
      ",",
      " ",
      "debug",
      "off",
      "/p",
      "\\",
      "\"",
      "'",
      "\u0000",
      "\n",
      ";",
      "%",
      "\ud83d",
      "x".repeat(3000)
    };
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(9); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      AgentOptions options = AgentOptions.parse(text.toString());
      String problem = options.problem();
      assertTrue(problem == null || problem.length() < 4000, text::toString);
      assertTrue(problem == null || problem.indexOf('\n') < 0, text::toString);
    }
  }
}
