package dev.cordon.agent.host;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.call.RefusingGate;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an engine that could not start: without an engine nobody can say what leaves. The
 * catalogues tell what an AI call is; where they are what is broken, a few signs do, and what shows
 * one meets an exception here, which advice turns into a refusal. Thread-safe.
 */
final class FailedGate implements Gate {
  /** Ends and parts of paths, in lower case. */
  private static final String[] PATHS = {
    "completion",
    "/responses",
    "embed",
    "/messages",
    "generate",
    "/converse",
    "/invoke",
    "/chat",
    "predict",
    "/rerank",
    "/threads",
    "/realtime",
    "/images/",
    "/audio/",
  };

  private static final String[] HOSTS = {
    "ai.",
    ".ai",
    "openai",
    "anthropic",
    "googleapis.com",
    "bedrock",
    "mistral",
    "cohere",
    "groq",
    "deepseek",
    "sagemaker",
    "llm",
    "gpt",
  };

  private final @Nullable Gate catalogued;

  FailedGate() {
    this(catalogued());
  }

  /** Makes a gate; without catalogues for null. */
  FailedGate(@Nullable Gate catalogued) {
    this.catalogued = catalogued;
  }

  private static @Nullable Gate catalogued() {
    try {
      return new RefusingGate();
    } catch (Throwable unreadable) {
      return null;
    }
  }

  @Override
  public boolean isAiCall(RequestHead head) {
    if (catalogued != null) {
      return catalogued.isAiCall(head);
    }
    String host = head.host();
    if (holds(head.path(), PATHS) || (host != null && holds(host, HOSTS))) {
      throw new IllegalStateException("the engine did not start");
    }
    return false;
  }

  @Override
  public @Nullable Exchange open(RequestHead head) {
    if (catalogued != null) {
      return catalogued.open(head);
    }
    isAiCall(head);
    return null;
  }

  @Override
  public @Nullable Exchange joined(byte[] body) {
    return null;
  }

  @Override
  public @Nullable SyntheticAnswer unhooked(RequestHead head) {
    return catalogued == null ? null : catalogued.unhooked(head);
  }

  @Override
  public int maxBodyBytes() {
    return catalogued == null ? 0 : catalogued.maxBodyBytes();
  }

  private static boolean holds(String text, String[] signs) {
    for (String sign : signs) {
      for (int at = 0; at + sign.length() <= text.length(); at++) {
        if (text.regionMatches(true, at, sign, 0, sign.length())) {
          return true;
        }
      }
    }
    return false;
  }
}
