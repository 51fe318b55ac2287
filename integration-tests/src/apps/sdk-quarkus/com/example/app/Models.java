package com.example.app;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.function.Supplier;

/** Models, as Quarkus builds them: they call through its REST client. */
public final class Models {
  /** Where the AI services find their vendor. */
  static volatile String vendor;

  private Models() {}

  /** Answers at once. */
  public static final class Plain implements Supplier<ChatModel> {
    private final String url;

    public Plain() {
      this(vendor);
    }

    Plain(String url) {
      this.url = url;
    }

    @Override
    public ChatModel get() {
      return OpenAiChatModel.builder().baseUrl(url + "/v1").apiKey("k").modelName("echo-1").build();
    }
  }

  /** Answers in parts. */
  public static final class Streaming implements Supplier<StreamingChatModel> {
    private final String url;

    public Streaming() {
      this(vendor);
    }

    Streaming(String url) {
      this.url = url;
    }

    @Override
    public StreamingChatModel get() {
      return OpenAiStreamingChatModel.builder()
          .baseUrl(url + "/v1")
          .apiKey("k")
          .modelName("echo-1")
          .build();
    }
  }
}
