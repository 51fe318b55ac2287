package dev.cordon.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cordon.engine.SyntheticAnswer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatsTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, openai.chat",
    "/chat/completions/, openai.chat",
    "/api/v1/chat/completions, openai.chat",
    "/openai/v1/chat/completions, openai.chat",
    "/openai/deployments/my-model/chat/completions, openai.chat",
    "/v1/completions, openai.completions",
    "/v1/responses, openai.responses",
    "/openai/deployments/my-model/embeddings, openai.embeddings",
  })
  void pathsOnAnyBaseAreKnown(String path, String format) {
    assertEquals(format, WireFormats.catalogue().match("POST", path).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/users", "/completionsx", "/\u00e6"})
  void otherPathsAreNot(String path) {
    assertNull(WireFormats.catalogue().match("POST", path));
  }

  @Test
  void errorsAreInTheVendorsForm() {
    SyntheticAnswer answer =
        WireFormats.catalogue()
            .byId("openai.chat")
            .errorAnswer(403, "policy_violation", "No \"x\".");
    assertEquals(403, answer.status());
    assertEquals("false", answer.headers().get("x-should-retry"));
    assertEquals("application/json", answer.headers().get("content-type"));
    assertEquals(
        "{\"error\":{\"message\":\"No \\\"x\\\".\",\"type\":\"policy_violation\",\"param\":null,\"code\":\"policy_violation\"}}",
        new String(answer.body(), StandardCharsets.UTF_8));
  }
}
