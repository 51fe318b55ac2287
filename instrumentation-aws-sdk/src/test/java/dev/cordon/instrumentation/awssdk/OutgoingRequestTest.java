package dev.cordon.instrumentation.awssdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cordon.engine.RequestHead;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

class OutgoingRequestTest {
  private final SdkHttpFullRequest.Builder request =
      SdkHttpFullRequest.builder()
          .method(SdkHttpMethod.POST)
          .protocol("https")
          .host("bedrock-runtime.us-east-1.amazonaws.com")
          .encodedPath("/model/a%3Ab/invoke")
          .putHeader("Content-Length", "3")
          .appendHeader("X-Note", "one")
          .appendHeader("X-Note", "two")
          .appendRawQueryParameter("note", "a b+c");

  @Test
  void theHeadIsWhatWillLeave() {
    RequestHead head = OutgoingRequest.head(request);
    assertEquals("POST", head.method());
    assertEquals("bedrock-runtime.us-east-1.amazonaws.com", head.host());
    assertEquals("/model/a%3Ab/invoke", head.path());
    assertEquals("note=a%20b%2Bc", head.query());
    assertEquals("one", head.headers().first("x-note"));
    StringBuilder all = new StringBuilder();
    head.headers().forEach((name, value) -> all.append(value).append(' '));
    assertEquals("3 one two ", all.toString());
  }

  @Test
  void aQueryThatIsReadAndSetAgainIsTheSame() {
    String query = OutgoingRequest.head(request).query();
    new OutgoingRequest(request).query(query);
    assertEquals(query, request.encodedQueryParameters().orElse(null));
    new OutgoingRequest(request).query("note=EMAIL_1&flag&empty=");
    assertEquals(List.of("EMAIL_1"), request.rawQueryParameters().get("note"));
    assertEquals(Set.of("note", "flag", "empty"), request.rawQueryParameters().keySet());
    new OutgoingRequest(request).query(null);
    assertEquals(0, request.numRawQueryParameters());
  }

  @Test
  void headersAreReplacedAndRemovedWhole() {
    OutgoingRequest outgoing = new OutgoingRequest(request);
    outgoing.header("X-Note", List.of("EMAIL_1"));
    assertEquals(List.of("EMAIL_1"), request.headers().get("X-Note"));
    outgoing.header("X-Note", List.of());
    assertNull(request.headers().get("X-Note"));
  }

  @Test
  void anotherBodyAnnouncesItsOwnLengthAndCanBeReadAnewForEachAttempt() throws IOException {
    OutgoingRequest outgoing = new OutgoingRequest(request);
    byte[] body = "EMAIL_1".getBytes(UTF_8);
    outgoing.body(body, body.length);
    assertEquals(7, outgoing.announcedLength());
    for (int attempt = 0; attempt < 2; attempt++) {
      try (InputStream stream = request.contentStreamProvider().newStream()) {
        assertArrayEquals(body, stream.readAllBytes());
      }
    }
  }
}
