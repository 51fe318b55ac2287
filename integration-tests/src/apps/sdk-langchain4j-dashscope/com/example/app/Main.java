package com.example.app;

import dev.langchain4j.community.model.dashscope.QwenChatModel;
import dev.langchain4j.community.model.dashscope.QwenEmbeddingModel;
import dev.langchain4j.community.model.dashscope.QwenLanguageModel;
import dev.langchain4j.community.model.dashscope.QwenStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;

/** An application on LangChain4j's community module for DashScope. */
public final class Main {
  private static final String TEXTS = "qwen-plus";
  private static final String PARTS = "qwen-vl-plus";

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> qwen(a[0], TEXTS).chat(a[1]))
        .add("stream", a -> Chats.stream(streamingQwen(a[0], TEXTS), a[1]))
        .add("tool", a -> Chats.tool(a[1], qwen(a[0], TEXTS)::chat))
        .add(
            "tool-stream",
            a -> Chats.tool(a[1], asked -> Chats.answer(streamingQwen(a[0], TEXTS), asked, null)))
        .add("parts", a -> qwen(a[0], PARTS).chat(a[1]))
        .add("parts-stream", a -> Chats.stream(streamingQwen(a[0], PARTS), a[1]))
        .add("text", a -> text(a[0], a[1]))
        .add("embeddings", a -> embedded(a[0], a[1]))
        .serveAndExit();
  }

  private static ChatModel qwen(String url, String model) {
    return QwenChatModel.builder().baseUrl(url + "/api/v1").apiKey("k").modelName(model).build();
  }

  private static StreamingChatModel streamingQwen(String url, String model) {
    return QwenStreamingChatModel.builder()
        .baseUrl(url + "/api/v1")
        .apiKey("k")
        .modelName(model)
        .build();
  }

  private static String text(String url, String prompt) {
    return QwenLanguageModel.builder()
        .baseUrl(url + "/api/v1")
        .apiKey("k")
        .modelName(TEXTS)
        .build()
        .generate(prompt)
        .content();
  }

  /** What is embedded doesn't come back: the text stays the application's. */
  private static String embedded(String url, String text) {
    int length =
        QwenEmbeddingModel.builder()
            .baseUrl(url + "/api/v1")
            .apiKey("k")
            .modelName("text-embedding-v3")
            .build()
            .embed(text)
            .content()
            .dimension();
    return length == 2 ? text : "an embedding of length " + length;
  }
}
