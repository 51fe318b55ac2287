package dev.cordon.instrumentation;

import dev.cordon.engine.SyntheticAnswer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The refusal of a call that advice could not hand to the engine: {@code on_error: block} holds
 * then too.
 */
public final class FaultAnswer {
  private static final String BODY =
      "{\"error\":{\"message\":\"Cordon refused this call: the agent failed and the policy says"
          + " on_error: block\",\"type\":\"cordon_refused\",\"param\":null,\"code\":\"agent_fault\"}}";

  private FaultAnswer() {}

  /**
   * Makes the answer.
   *
   * @return a 403 that SDKs don't retry
   */
  public static SyntheticAnswer create() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("x-should-retry", "false");
    return new SyntheticAnswer(403, "Forbidden", headers, BODY.getBytes(StandardCharsets.UTF_8));
  }
}
