package dev.cordon.agent.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailedGateTest {
  private final FailedGate gate = new FailedGate();

  @ParameterizedTest
  @CsvSource({
    "api.openai.com,/v1/anything",
    "gateway.internal,/v1/chat/completions",
    ",/v1/messages",
    "generativelanguage.googleapis.com,/v1beta/models/m:generateContent",
  })
  void whatLooksLikeAnAiCallMeetsAFault(String host, String path) {
    RequestHead head = head(host, path);

    assertThrows(IllegalStateException.class, () -> gate.isAiCall(head));
    assertThrows(IllegalStateException.class, () -> gate.open(head));
  }

  @Test
  void otherCallsGoOn() {
    RequestHead head = head("shop.internal", "/orders/17");

    assertFalse(gate.isAiCall(head));
    assertNull(gate.open(head));
  }

  private static RequestHead head(String host, String path) {
    return new RequestHead(
        new Library("okhttp", null), "POST", "https", host, -1, path, null, HeaderSource.NONE);
  }
}
