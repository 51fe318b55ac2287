package com.example.assistant;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** A program like many: it asks a model to answer a customer. It knows nothing of Cordon. */
public final class Assistant {
  private static final String PROMPT =
      "Answer this customer in two sentences.\n"
          + "Mail: nora.lind@example.com\n"
          + "Phone: +1 212 555 0147\n"
          + "Refund to: GB82 WEST 1234 5698 7654 32\n"
          + "Card: 4111 1111 1111 1111\n"
          + "Shop key: sk-proj-Zk3vQ9mT7xW2bN5cR8yL4hJ6pD1sF0gA";

  private Assistant() {}

  public static void main(String[] args) {
    OpenAIClient client = OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey("demo").build();
    ChatCompletionCreateParams question =
        ChatCompletionCreateParams.builder().model("demo-1").addUserMessage(PROMPT).build();

    String answer =
        client.chat().completions().create(question).choices().get(0).message().content().get();
    print("asked", PROMPT);
    print("answered", answer);

    StringBuilder streamed = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(question)) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .forEach(choice -> choice.delta().content().ifPresent(streamed::append));
    }
    print("asked", PROMPT);
    print("answered", streamed.toString());
  }

  private static void print(String what, String text) {
    System.out.println("--- " + what);
    System.out.println(text);
  }
}
