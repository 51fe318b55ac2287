package dev.cordon.agent.telemetry.otel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecurityNamesTest {
  @Test
  void theConventionsNamesAreTheDefault() {
    assertEquals("gen_ai.", SecurityNames.prefix());
    assertEquals("gen_ai.", SecurityNames.prefix(null, "", "http,database"));
    assertEquals("gen_ai.security.finding", SecurityNames.FINDING);
    assertEquals("gen_ai.security.policy.id", SecurityNames.POLICY_ID.getKey());
  }

  @Test
  void oursAreThereForWhoOptsForThem() {
    assertEquals("cordon.", SecurityNames.prefix("cordon_security"));
    assertEquals("cordon.", SecurityNames.prefix(null, null, "http, cordon_security ,database"));
    assertEquals("gen_ai.", SecurityNames.prefix("http", null, "cordon_security"));
  }

  @Test
  void theyStandInThisClassAlone() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> naming = files.filter(SecurityNamesTest::names).toList();
      assertTrue(naming.isEmpty(), naming.toString());
    }
    assertFalse(SecurityNames.FINDING.isEmpty());
  }

  private static boolean names(Path file) {
    try {
      return Files.isRegularFile(file) && Files.readString(file).contains("\"gen_ai.security");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
