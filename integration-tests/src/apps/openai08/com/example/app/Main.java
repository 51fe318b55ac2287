package com.example.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.ChatCompletionChunk;
import com.openai.models.ChatCompletionCreateParams;
import com.openai.models.ChatCompletionMessageParam;
import com.openai.models.ChatCompletionUserMessageParam;
import com.openai.models.CompletionCreateParams;
import com.openai.models.EmbeddingCreateParams;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application that uses openai-java 0.8, whose classes had other names. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("chat", a -> chat(client(a[0]), a[1]))
        .add("chatAsync", a -> chatAsync(client(a[0]), a[1]))
        .add("chatStream", a -> chatStream(client(a[0]), a[1]))
        .add("chatStreamAsync", a -> chatStreamAsync(client(a[0]), a[1]))
        .add("completions", a -> completions(client(a[0]), a[1]))
        .add("embeddings", a -> embeddings(client(a[0]), a[1]))
        .serveAndExit();
  }

  private static OpenAIClient client(String baseUrl) {
    return OpenAIOkHttpClient.builder().baseUrl(baseUrl + "/").apiKey("demo").build();
  }

  private static ChatCompletionCreateParams params(String prompt) {
    return ChatCompletionCreateParams.builder()
        .model("echo-1")
        .addMessage(
            ChatCompletionMessageParam.ofChatCompletionUserMessageParam(
                ChatCompletionUserMessageParam.builder()
                    .role(ChatCompletionUserMessageParam.Role.USER)
                    .content(ChatCompletionUserMessageParam.Content.ofTextContent(prompt))
                    .build()))
        .build();
  }

  private static String chat(OpenAIClient client, String prompt) {
    return client
        .chat()
        .completions()
        .create(params(prompt))
        .choices()
        .get(0)
        .message()
        .content()
        .get();
  }

  private static String chatAsync(OpenAIClient client, String prompt) throws Exception {
    return client
        .async()
        .chat()
        .completions()
        .create(params(prompt))
        .get(30, TimeUnit.SECONDS)
        .choices()
        .get(0)
        .message()
        .content()
        .get();
  }

  private static void append(StringBuilder text, ChatCompletionChunk chunk) {
    chunk.choices().forEach(choice -> choice.delta().content().ifPresent(text::append));
  }

  private static String chatStream(OpenAIClient client, String prompt) throws Exception {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params(prompt))) {
      stream.stream().forEach(chunk -> append(text, chunk));
    }
    return text.toString();
  }

  private static String chatStreamAsync(OpenAIClient client, String prompt) throws Exception {
    StringBuilder text = new StringBuilder();
    CompletableFuture<String> result = new CompletableFuture<>();
    client
        .async()
        .chat()
        .completions()
        .createStreaming(params(prompt))
        .subscribe(
            new AsyncStreamResponse.Handler<ChatCompletionChunk>() {
              @Override
              public void onNext(ChatCompletionChunk chunk) {
                append(text, chunk);
              }

              @Override
              public void onComplete(java.util.Optional<Throwable> failure) {
                if (failure.isPresent()) {
                  result.completeExceptionally(failure.get());
                } else {
                  result.complete(text.toString());
                }
              }
            });
    return result.get(30, TimeUnit.SECONDS);
  }

  private static String completions(OpenAIClient client, String prompt) {
    return client
        .completions()
        .create(CompletionCreateParams.builder().model("echo-1").prompt(prompt).build())
        .choices()
        .get(0)
        .text();
  }

  private static String embeddings(OpenAIClient client, String prompt) {
    return client
        .embeddings()
        .create(EmbeddingCreateParams.builder().model("echo-1").input(prompt).build())
        .data()
        .get(0)
        .embedding()
        .toString();
  }
}
