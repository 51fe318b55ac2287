package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Apache publishes to test clients with, {@code httpcore5-testing}'s suite and {@code
 * httpclient5-testing}'s servers (redirects, challenges, echoes of up to a megabyte, whole and
 * chunked), with its classic and its asynchronous client: the same results without the agent, under
 * it, and with each of these calls governed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedSuiteIT {
  private static final String GOVERNED = "to localhost (openai): forwarded unchanged";

  private App without;
  private App under;
  private App governed;

  @BeforeAll
  void start() {
    Matrix cell = Matrix.publishedSuite();
    without = cell.app().withoutAgent().start();
    under = cell.app().start();
    governed = cell.app().policy(Policies.of("hosts: {localhost: openai}")).start();
  }

  @AfterAll
  void stop() {
    try (App one = without;
        App two = under;
        App three = governed) {
      assertEquals(0, one.stop() + two.stop() + three.stop());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"framework", "servers", "asyncFramework", "asyncServers"})
  void itsResultsAreTheSame(String scenario) {
    String expected = without.run(scenario).value();
    assertTrue(expected.equals("42 tests passed") || expected.contains("redirect 308 PUT: 200"));
    assertEquals(expected, under.run(scenario).value());
    assertFalse(under.err().text().contains("localhost"), under.err().text());
    assertEquals(expected, governed.run(scenario).value());
    governed.err().await(GOVERNED);
  }
}
