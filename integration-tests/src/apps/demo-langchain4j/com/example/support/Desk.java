package com.example.support;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.concurrent.CompletableFuture;

/** A program on a framework that brings a client of its own. It knows nothing of Cordon either. */
public final class Desk {
  private static final String PROMPT =
      "Answer this customer in two sentences.\n"
          + "Mail: nora.lind@example.com\n"
          + "Phone: +1 212 555 0147\n"
          + "Refund to: GB82 WEST 1234 5698 7654 32\n"
          + "Card: 4111 1111 1111 1111\n"
          + "Shop key: sk-proj-Zk3vQ9mT7xW2bN5cR8yL4hJ6pD1sF0gA";

  private Desk() {}

  public static void main(String[] args) {
    ChatModel model =
        OpenAiChatModel.builder().baseUrl(args[0]).apiKey("demo").modelName("demo-1").build();
    print("asked", PROMPT);
    print("answered", model.chat(PROMPT));

    CompletableFuture<String> streamed = new CompletableFuture<>();
    OpenAiStreamingChatModel.builder()
        .baseUrl(args[0])
        .apiKey("demo")
        .modelName("demo-1")
        .build()
        .chat(PROMPT, new Collected(streamed));
    print("asked", PROMPT);
    print("answered", streamed.join());
    System.exit(0);
  }

  private static void print(String what, String text) {
    System.out.println("--- " + what);
    System.out.println(text);
  }

  /** Puts the pieces of an answer together. */
  private static final class Collected implements StreamingChatResponseHandler {
    private final CompletableFuture<String> whole;
    private final StringBuilder text = new StringBuilder();

    Collected(CompletableFuture<String> whole) {
      this.whole = whole;
    }

    @Override
    public void onPartialResponse(String piece) {
      text.append(piece);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      whole.complete(text.toString());
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(failure);
    }
  }
}
