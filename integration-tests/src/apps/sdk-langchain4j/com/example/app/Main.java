package com.example.app;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.service.AiServices;
import java.util.List;

/** An application on LangChain4j, with its HTTP client as it comes. */
public final class Main {
  /** What the application asks. */
  public interface Assistant {
    String answer(String question);
  }

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> openAi(a[0]).chat(a[1]))
        .add("stream", a -> Chats.stream(streamingOpenAi(a[0]), a[1]))
        .add("anthropic-plain", a -> anthropic(a[0]).chat(a[1]))
        .add("anthropic-stream", a -> Chats.stream(streamingAnthropic(a[0]), a[1]))
        .add("rag", a -> rag(a[0], a[1], a[2]))
        .serveAndExit();
  }

  private static ChatModel openAi(String url) {
    return OpenAiChatModel.builder().baseUrl(url + "/v1").apiKey("k").modelName("echo-1").build();
  }

  private static StreamingChatModel streamingOpenAi(String url) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(url + "/v1")
        .apiKey("k")
        .modelName("echo-1")
        .build();
  }

  private static ChatModel anthropic(String url) {
    return AnthropicChatModel.builder()
        .baseUrl(url + "/v1")
        .apiKey("k")
        .modelName("echo-1")
        .maxRetries(0)
        .build();
  }

  private static StreamingChatModel streamingAnthropic(String url) {
    return AnthropicStreamingChatModel.builder()
        .baseUrl(url + "/v1")
        .apiKey("k")
        .modelName("echo-1")
        .build();
  }

  /** Asks with what a retriever finds; the question itself names nobody. */
  private static String rag(String url, String question, String customer) {
    return AiServices.builder(Assistant.class)
        .chatModel(openAi(url))
        .contentRetriever(query -> List.of(Content.from(customer)))
        .build()
        .answer(question);
  }
}
