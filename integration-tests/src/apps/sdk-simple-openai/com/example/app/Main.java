package com.example.app;

import io.github.sashirestela.openai.SimpleOpenAI;
import io.github.sashirestela.openai.domain.chat.ChatMessage;
import io.github.sashirestela.openai.domain.chat.ChatRequest;
import java.util.List;
import java.util.stream.Collectors;

/** An application on simple-openai. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> plain(a[0], List.of(ChatMessage.UserMessage.of(a[1]))))
        .add("result", a -> plain(a[0], result(a[1])))
        .add("stream", a -> stream(a[0], a[1]))
        .serveAndExit();
  }

  private static SimpleOpenAI client(String url) {
    return SimpleOpenAI.builder().apiKey("k").baseUrl(url).build();
  }

  private static List<ChatMessage> result(String text) {
    return List.of(
        ChatMessage.UserMessage.of("who is it?"), ChatMessage.ToolMessage.of(text, "call_1"));
  }

  private static ChatRequest request(List<ChatMessage> messages) {
    return ChatRequest.builder().model("echo-1").messages(messages).build();
  }

  private static String plain(String url, List<ChatMessage> messages) {
    return client(url).chatCompletions().create(request(messages)).join().firstContent();
  }

  private static String stream(String url, String prompt) {
    return client(url)
        .chatCompletions()
        .createStream(request(List.of(ChatMessage.UserMessage.of(prompt))))
        .join()
        .filter(chunk -> !chunk.getChoices().isEmpty() && chunk.firstContent() != null)
        .map(chunk -> chunk.firstContent())
        .collect(Collectors.joining());
  }
}
