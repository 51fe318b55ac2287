package dev.cordon.instrumentation.awssdk1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.amazonaws.DefaultRequest;
import com.amazonaws.Request;
import com.amazonaws.http.HttpMethodName;
import com.amazonaws.util.IOUtils;
import dev.cordon.engine.RequestHead;
import java.io.IOException;
import java.io.StringBufferInputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // a body whose bytes are its characters
class OutgoingRequestTest {
  private final Request<Void> request = new DefaultRequest<>("AmazonBedrockRuntime");
  private final OutgoingRequest outgoing = new OutgoingRequest(request);

  @BeforeEach
  void fill() {
    request.setEndpoint(URI.create("https://bedrock-runtime.us-east-1.amazonaws.com"));
    request.setResourcePath("/model/a%3Ab/invoke");
    request.setHttpMethod(HttpMethodName.POST);
    request.setContent(new StringBufferInputStream("{ }"));
    request.addHeader("Content-Length", "3");
    request.addHeader("X-Note", "one");
    request.addParameter("note", "a b+c");
  }

  @Test
  void theHeadIsWhatWillLeave() {
    RequestHead head = outgoing.head();
    assertEquals("POST", head.method());
    assertEquals("https", head.scheme());
    assertEquals("bedrock-runtime.us-east-1.amazonaws.com", head.host());
    assertEquals("/model/a%3Ab/invoke", head.path());
    assertEquals("note=a+b%2Bc", head.query());
    assertEquals("one", head.headers().first("x-note"));
  }

  @Test
  void changesAreTheRequests() throws IOException {
    outgoing.body("redacted".getBytes(UTF_8), 8);
    outgoing.header("x-note", List.of("two", "three"));
    outgoing.query("a=b%20c&d");
    assertEquals("redacted", IOUtils.toString(request.getContent()));
    assertEquals(8, outgoing.announcedLength());
    assertEquals("two, three", outgoing.first("X-Note"));
    assertEquals(2, request.getHeaders().size());
    assertEquals(List.of("b c"), request.getParameters().get("a"));
    outgoing.query(null);
    assertEquals(Map.of(), request.getParameters());
    outgoing.header("X-Note", List.of());
    assertNull(outgoing.first("x-note"));
  }

  @Test
  void aLengthThatIsNoneIsUnknown() {
    outgoing.header("Content-Length", List.of("many"));
    assertEquals(-1, outgoing.announcedLength());
  }
}
