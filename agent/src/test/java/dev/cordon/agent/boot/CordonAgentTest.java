package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CordonAgentTest {
  @ParameterizedTest
  @CsvSource({"1.5,true", "1.6,true", "1.7,true", "1.8,false", "9,false", "17,false", "25,false"})
  void java8IsTheOldest(String version, boolean tooOld) {
    assertEquals(tooOld, CordonAgent.isTooOld(version));
  }
}
