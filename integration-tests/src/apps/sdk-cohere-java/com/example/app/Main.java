package com.example.app;

import com.cohere.api.Cohere;
import com.cohere.api.requests.ChatRequest;
import com.cohere.api.requests.ChatStreamRequest;
import com.cohere.api.types.StreamedChatResponse;

/** An application on Cohere's own SDK. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> plain(client(a[0]), a[1]))
        .add("stream", a -> stream(client(a[0]), a[1]))
        .serveAndExit();
  }

  private static Cohere client(String url) {
    return Cohere.builder().token("k").clientName("app").url(url).build();
  }

  private static String plain(Cohere client, String prompt) {
    return client.chat(ChatRequest.builder().message(prompt).build()).getText();
  }

  private static String stream(Cohere client, String prompt) {
    StringBuilder text = new StringBuilder();
    for (StreamedChatResponse event :
        client.chatStream(ChatStreamRequest.builder().message(prompt).build())) {
      event.getTextGeneration().ifPresent(piece -> text.append(piece.getText()));
    }
    return text.toString();
  }
}
