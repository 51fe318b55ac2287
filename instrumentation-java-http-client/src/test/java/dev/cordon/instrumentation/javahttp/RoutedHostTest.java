package dev.cordon.instrumentation.javahttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RealGate;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host that the application names in a header, where the JDK lets it, isn't the gateway's. */
class RoutedHostTest {
  @AfterEach
  void stop() {
    Cordon.install(null);
  }

  @Test
  void theVendorsNameDoesNotGoToTheGateway() {
    Cordon.install(new RealGate("routes: {openai: {url: 'https://gw.example.com/ai'}}"));
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of("host", List.of("api.openai.com"), "X-Other", List.of("stays")), (n, v) -> true);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://api.openai.com/v1/chat/completions")).build();
    RequestHead head = RequestHeads.routed(RequestHeads.of(request, headers));
    assertNotNull(head);
    assertEquals("gw.example.com", head.host());
    assertNull(head.headers().first("Host"));
    assertEquals("stays", head.headers().first("X-Other"));
  }
}
