package dev.cordon.instrumentation.apache4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpRequestBase;
import org.junit.jupiter.api.Test;

/** What a request becomes that policy sends elsewhere. */
class RoutedRequestTest {
  @Test
  void theHostIsTheOneThatTheClientConnectsTo() {
    for (HttpRequestBase asked :
        new HttpRequestBase[] {
          new HttpGet("https://api.openai.com/v1/models"),
          new HttpPost("https://api.openai.com/v1/chat/completions")
        }) {
      asked.setHeader("HOST", "api.openai.com");
      asked.addHeader("X-Other", "one");
      asked.addHeader("X-Other", "two");
      RequestHead head = new Outgoing(asked, new HttpHost("api.openai.com", 443, "https")).head();
      Target target =
          new Target("routes.openai", head, "https", "gw.example.com", -1, "/openai", null);
      HttpRequest routed = RoutedRequest.of(asked, target);
      assertEquals(0, routed.getHeaders("Host").length);
      assertEquals(2, routed.getHeaders("X-Other").length);
      assertEquals(
          "https://gw.example.com/openai" + asked.getURI().getPath(),
          routed.getRequestLine().getUri());
      assertEquals(1, asked.getHeaders("Host").length, "the application's stays as it is");
    }
  }
}
