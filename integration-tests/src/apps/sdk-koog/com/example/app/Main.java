package com.example.app;

import ai.koog.http.client.ktor.KtorKoogHttpClient;
import ai.koog.prompt.Prompt;
import ai.koog.prompt.dsl.PromptBuilder;
import ai.koog.prompt.executor.clients.ConnectionTimeoutConfig;
import ai.koog.prompt.executor.clients.LLMClient;
import ai.koog.prompt.executor.clients.openai.OpenAIClientSettings;
import ai.koog.prompt.executor.clients.openai.OpenAILLMClient;
import ai.koog.prompt.executor.clients.openai.OpenAIModels;
import ai.koog.prompt.streaming.StreamFrame;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.HttpClientEngineConfig;
import io.ktor.client.engine.HttpClientEngineFactory;
import io.ktor.client.engine.apache5.Apache5;
import io.ktor.client.engine.cio.CIO;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;

/** An application on Koog, on each of Ktor's engines that it brings along. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> plain(client(a[0], CIO.INSTANCE), user(a[1])))
        .add("result", a -> plain(client(a[0], CIO.INSTANCE), result(a[1])))
        .add("stream", a -> stream(client(a[0], CIO.INSTANCE), user(a[1])))
        .add("apache-plain", a -> plain(client(a[0], Apache5.INSTANCE), user(a[1])))
        .add("apache-stream", a -> stream(client(a[0], Apache5.INSTANCE), user(a[1])))
        .serveAndExit();
  }

  private static <T extends HttpClientEngineConfig> LLMClient client(
      String url, HttpClientEngineFactory<? extends T> engine) {
    OpenAIClientSettings settings =
        new OpenAIClientSettings(
            url,
            new ConnectionTimeoutConfig(),
            "v1/chat/completions",
            "v1/responses",
            "v1/embeddings",
            "v1/moderations",
            "v1/models");
    return new OpenAILLMClient(
        "k",
        settings,
        new KtorKoogHttpClient.Factory(HttpClientKt.HttpClient(engine, c -> Unit.INSTANCE)));
  }

  private static Prompt user(String prompt) {
    return Prompt.builder("p").user(prompt).build();
  }

  private static Prompt result(String text) {
    PromptBuilder prompt = Prompt.builder("p").user("who is it?");
    return prompt.toolCall("find", "{}", "call_1").toolResult("find", text, "call_1").build();
  }

  private static String plain(LLMClient client, Prompt prompt) {
    return client.execute(prompt, OpenAIModels.Chat.GPT4o, List.of()).textContent();
  }

  private static String stream(LLMClient client, Prompt prompt) throws Exception {
    StringBuilder text = new StringBuilder();
    CompletableFuture<String> done = new CompletableFuture<>();
    client
        .executeStreaming(prompt, OpenAIModels.Chat.GPT4o, List.of())
        .subscribe(
            new Flow.Subscriber<StreamFrame>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(StreamFrame frame) {
                if (frame instanceof StreamFrame.TextDelta) {
                  text.append(((StreamFrame.TextDelta) frame).getText());
                }
              }

              @Override
              public void onError(Throwable failure) {
                done.completeExceptionally(failure);
              }

              @Override
              public void onComplete() {
                done.complete(text.toString());
              }
            });
    return done.get(30, TimeUnit.SECONDS);
  }
}
