package dev.cordon.agent.host;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an engine that could not start. What looks like an AI call meets an exception here,
 * which advice turns into a refusal: without an engine nobody can say what leaves. The few signs
 * below are the commonest; the catalogues may be the very thing that is broken.
 */
final class FailedGate implements Gate {
  private static final String[] PATHS = {
    "/completions",
    "/responses",
    "/embeddings",
    "/messages",
    "enerateContent",
    "/converse",
    "/invoke",
    "/api/chat",
    "/api/generate",
    "/api/embed"
  };

  private static final String[] HOSTS = {
    "openai",
    "anthropic",
    "googleapis.com",
    "bedrock",
    "mistral",
    "cohere",
    "groq",
    "deepseek",
    "openrouter",
    "api.x.ai"
  };

  @Override
  public boolean isAiCall(RequestHead head) {
    String host = head.host();
    if (holds(head.path(), PATHS) || (host != null && holds(host, HOSTS))) {
      throw new IllegalStateException("the engine did not start");
    }
    return false;
  }

  @Override
  public @Nullable Exchange open(RequestHead head) {
    isAiCall(head);
    return null;
  }

  @Override
  public @Nullable Exchange joined(byte[] body) {
    return null;
  }

  @Override
  public int maxBodyBytes() {
    return 0;
  }

  private static boolean holds(String text, String[] signs) {
    for (String sign : signs) {
      if (text.contains(sign)) {
        return true;
      }
    }
    return false;
  }
}
