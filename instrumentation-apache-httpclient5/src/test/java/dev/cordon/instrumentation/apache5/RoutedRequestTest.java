package dev.cordon.instrumentation.apache5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.junit.jupiter.api.Test;

/** What a request becomes that policy sends elsewhere. */
class RoutedRequestTest {
  @Test
  void theHostIsTheOneThatTheClientConnectsTo() throws Exception {
    HttpPost asked = new HttpPost("https://api.openai.com/v1/chat/completions");
    asked.setHeader("HOST", "api.openai.com");
    asked.addHeader("X-Other", "one");
    asked.addHeader("X-Other", "two");
    RequestHead head = new Outgoing(asked, null, false).head();
    Target target =
        new Target("routes.openai", head, "https", "gw.example.com", -1, "/openai", null);
    RoutedRequest routed = new RoutedRequest(asked, target);
    assertEquals(0, routed.getHeaders("Host").length);
    assertEquals(2, routed.getHeaders("X-Other").length);
    assertEquals("https://gw.example.com/openai/v1/chat/completions", routed.getUri().toString());
    assertEquals(1, asked.getHeaders("Host").length, "the application's stays as it is");
    assertNotNull(RoutedRequest.target(routed));
  }
}
