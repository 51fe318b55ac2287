package dev.cordon.engine.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cordon.engine.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryVaultTest {
  private final MemoryVault vault = new MemoryVault(100, 60);

  private static void put(Vault vault, String scope, String token, String value) {
    vault.put(scope, token, value.getBytes(UTF_8));
  }

  private static @Nullable String get(Vault vault, String token, String... scopes) {
    byte[] value = vault.lookup(List.of(scopes)).get(token);
    return value == null ? null : new String(value, UTF_8);
  }

  @Test
  void whatAnEarlierRequestIssuedIsRestoredInItsScopeOnly() {
    WordScanner scanner = new WordScanner().add("jane@x.com", Conversation.EMAIL);
    Conversation first = new Conversation(scanner, Policy.safeDefault(), "jane@x.com");
    first.keepIn(vault, "one");
    Conversation later = new Conversation(scanner, Policy.safeDefault(), "go on");
    assertEquals("to jane@x.com", later.restore("to " + first.sent, vault.lookup(List.of("one"))));
    assertEquals(first.sent, later.restore(first.sent, vault.lookup(List.of("two"))));
    assertEquals(first.sent, later.restore(first.sent, vault.lookup(List.of())));
    Conversation writing =
        new Conversation(scanner, Policy.safeDefault(), "what is " + first.sent + "?");
    assertEquals(first.sent, writing.restore(first.sent, vault.lookup(List.of("one"))));
  }

  @Test
  void aScopeKnowsWhatItGoesOnFromAndNoFork() {
    put(vault, "r1", "A_1", "root");
    put(vault, "r2", "A_2", "left");
    put(vault, "r3", "A_3", "right");
    vault.link("r2", List.of("r1"));
    vault.link("r3", List.of("r1"));
    vault.link("r4", List.of("r2"));
    assertEquals("root", get(vault, "A_1", "r4"));
    assertEquals("left", get(vault, "A_2", "r4"));
    assertNull(get(vault, "A_3", "r4"));
    assertNull(get(vault, "A_2", "r3"));
    assertNull(get(vault, "A_2", "r1"), "nothing of what came later");
  }

  @Test
  void itIsBoundedAndExpires() {
    MemoryVault small = new MemoryVault(2, 60);
    for (String token : new String[] {"A_1", "A_2", "A_3"}) {
      put(small, "s", token, "x");
    }
    assertEquals(2, small.size());
    assertNull(get(small, "A_1", "s"));
    assertEquals("x", get(small, "A_3", "s"));
    MemoryVault old = new MemoryVault(10, -1);
    put(old, "s", "A_1", "x");
    assertNull(get(old, "A_1", "s"));
    old.link("t", List.of("s"));
    assertEquals(java.util.Set.of("t"), old.lineage(List.of("t")));
  }

  @Test
  void aLongConversationKeepsItsLatestScopes() {
    put(vault, "r0", "A_1", "first");
    for (int i = 1; i <= Vault.MOST_SCOPES + 1; i++) {
      vault.link("r" + i, List.of("r" + (i - 1)));
    }
    assertEquals("first", get(vault, "A_1", "r" + Vault.MOST_SCOPES));
    assertNull(get(vault, "A_1", "r" + (Vault.MOST_SCOPES + 1)));
  }

  @Test
  void twoValuesUnderOneTokenAreNeverMixed() {
    put(vault, "s", "A_1", "Jane");
    put(vault, "s", "A_1", "jane");
    assertEquals("jane", get(vault, "A_1", "s"));
    put(vault, "t", "A_1", "joe");
    assertEquals("jane", get(vault, "A_1", "s"), "another scope's value is no matter here");
    assertNull(get(vault, "A_1", "s", "t"));
    put(vault, "s", "A_1", "joe");
    assertNull(get(vault, "A_1", "s"));
  }
}
