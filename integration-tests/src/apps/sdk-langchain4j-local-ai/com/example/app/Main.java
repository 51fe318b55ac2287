package com.example.app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.localai.LocalAiChatModel;
import dev.langchain4j.model.localai.LocalAiEmbeddingModel;
import dev.langchain4j.model.localai.LocalAiLanguageModel;
import dev.langchain4j.model.localai.LocalAiStreamingChatModel;
import dev.langchain4j.model.output.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application on LangChain4j's module for LocalAI, with the client that it had before 1.0. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> plain(a[0], a[1]))
        .add("stream", a -> stream(a[0], a[1]))
        .add("text", a -> text(a[0], a[1]))
        .add("embeddings", a -> embedded(a[0], a[1]))
        .serveAndExit();
  }

  private static String plain(String url, String prompt) {
    return LocalAiChatModel.builder()
        .baseUrl(url + "/v1")
        .modelName("echo-1")
        .build()
        .generate(prompt);
  }

  private static String stream(String url, String prompt) {
    StringBuffer text = new StringBuffer();
    CompletableFuture<String> done = new CompletableFuture<>();
    LocalAiStreamingChatModel.builder()
        .baseUrl(url + "/v1")
        .modelName("echo-1")
        .build()
        .generate(
            prompt,
            new StreamingResponseHandler<AiMessage>() {
              @Override
              public void onNext(String piece) {
                text.append(piece);
              }

              @Override
              public void onComplete(Response<AiMessage> response) {
                done.complete(text.toString());
              }

              @Override
              public void onError(Throwable failure) {
                done.completeExceptionally(failure);
              }
            });
    return done.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static String text(String url, String prompt) {
    return LocalAiLanguageModel.builder()
        .baseUrl(url + "/v1")
        .modelName("echo-1")
        .build()
        .generate(prompt)
        .content();
  }

  /** What is embedded doesn't come back: the text stays the application's. */
  private static String embedded(String url, String text) {
    int length =
        LocalAiEmbeddingModel.builder()
            .baseUrl(url + "/v1")
            .modelName("echo-1")
            .build()
            .embed(text)
            .content()
            .dimension();
    return length == 2 ? text : "an embedding of length " + length;
  }
}
