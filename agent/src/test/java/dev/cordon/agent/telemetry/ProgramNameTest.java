package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class ProgramNameTest {
  @Test
  void isTheJarOrTheMainClassAndNeverAnArgument() {
    assertEquals("shop", ProgramName.of("/opt/shop/shop.jar --password secret"));
    assertEquals("shop", ProgramName.of("C:\\apps\\shop.jar"));
    assertEquals("com.example.Main", ProgramName.of("com.example.Main in.jar.txt"));
    assertEquals("com.example.Main", ProgramName.of("app.main/com.example.Main"));
    assertNull(ProgramName.of(null));
    assertNull(ProgramName.of(""));
  }

  @Test
  void aPathWithBlanksIsCutShortRatherThanAnArgumentShown() {
    assertEquals("my", ProgramName.of("/opt/my shop.jar"));
    assertEquals("com.example.Main", ProgramName.of("com.example.Main secret.jar"));
  }
}
