package dev.cordon.instrumentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RequestTargetTest {
  @Test
  void aPathIsItself() {
    assertEquals("/v1/chat", RequestTarget.path("/v1/chat"));
    assertEquals("/v1/http://else", RequestTarget.path("/v1/http://else"));
    assertEquals("*", RequestTarget.path("*"));
  }

  @Test
  void nothingIsTheRoot() {
    assertEquals("/", RequestTarget.path(null));
    assertEquals("/", RequestTarget.path(""));
  }

  @Test
  void aUrlForAProxyHasItsPathBehindTheAuthority() {
    assertEquals("/v1/chat", RequestTarget.path("http://models.example/v1/chat"));
    assertEquals("/v1/chat", RequestTarget.path("http://models.example:8080/v1/chat?a=b/c"));
    assertEquals("/", RequestTarget.path("http://models.example"));
    assertEquals("/", RequestTarget.path("http://models.example/?a=b"));
  }
}
