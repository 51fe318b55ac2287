package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
  @Test
  void readsNoMoreOfTheStackThanItNeeds() {
    assertTrue(Caller.make().isLazy());
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.Orders, send, com.example.Orders.send",
    "com.example.Orders$$Proxy7, send, com.example.Orders.send",
    "com.example.Orders, lambda$send$0, com.example.Orders.send",
  })
  void namesAFrameAsItsSourceDoes(String type, String method, String name) {
    assertEquals(name, Caller.name(type, method));
  }
}
