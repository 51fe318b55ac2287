package dev.cordon.agent.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jetty.io.Opener;
import org.junit.jupiter.api.Test;

/** Connections of libraries that open them for all kinds of callers. */
class ConnectionsTest {
  @Test
  void aCallMayBeMadeOnAConnectionThatIsThere() throws Exception {
    assertNull(Opener.open(() -> Connections.opening("api.anthropic.com")));
    assertTrue(Connections.isAwaited("api.anthropic.com"));
    Connections.called("API.anthropic.com");
    assertFalse(Connections.isAwaited("api.anthropic.com"));
  }

  @Test
  void aConnectionMayBeMadeForACallThatWasJudged() throws Exception {
    Connections.called("api.openai.com");
    assertNull(Opener.open(() -> Connections.opening("api.openai.com")));
    assertFalse(Connections.isAwaited("api.openai.com"));
    assertNull(Opener.open(() -> Connections.opening("api.mistral.ai")));
    assertTrue(Connections.isAwaited("api.mistral.ai"), "nobody called this one");
  }
}
