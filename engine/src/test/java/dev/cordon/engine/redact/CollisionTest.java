package dev.cordon.engine.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollisionTest {
  /** So many values that some codes of six digits meet: 100,000² / 2³¹ is about five pairs. */
  private static final int VALUES = 100_000;

  @Test
  void differentValuesNeverShareAToken() {
    TokenTable table = new TokenTable(OwnText.NONE);
    Normalizer normal = new Normalizer();
    KeyedHash key = new KeyedHash(Conversation.KEY);
    Map<String, Integer> seen = new HashMap<>();
    int longer = 0;
    for (int i = 0; i < VALUES; i++) {
      byte[] value = ("user" + i + "@x.com").getBytes(StandardCharsets.UTF_8);
      Issued issued = table.issue(Conversation.EMAIL, value, 0, value.length, normal, key);
      String token = new String(issued.replacement, StandardCharsets.US_ASCII);
      assertEquals(null, seen.put(token, i), token);
      longer += issued.digits == TokenTable.LONG ? 1 : 0;
    }
    assertTrue(longer > 0, "the test must have met a collision");
    for (Map.Entry<String, Integer> entry : seen.entrySet()) {
      byte[] value = ("user" + entry.getValue() + "@x.com").getBytes(StandardCharsets.UTF_8);
      Issued issued = table.find(Conversation.EMAIL, value, 0, value.length);
      assertEquals(entry.getKey(), new String(issued.replacement, StandardCharsets.US_ASCII));
    }
  }
}
