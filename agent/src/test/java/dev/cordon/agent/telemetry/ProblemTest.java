package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** What an operator is told of a message that could not be sent. */
class ProblemTest {
  @Test
  void aClientsOwnKindsAreToldByTheOnesOfJava() {
    class StreamResetException extends IOException {}

    assertEquals("java.io.IOException", Problem.of(new StreamResetException()));
    assertEquals("java.net.ConnectException", Problem.of(new ConnectException("to a secret")));
  }
}
