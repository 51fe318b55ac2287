package com.example.app;

import com.azure.ai.openai.OpenAIClient;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.ai.openai.models.ChatChoice;
import com.azure.ai.openai.models.ChatCompletions;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;

/** An application that uses azure-ai-openai, and azure-core's HTTP client, as they come. */
public final class Main {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("chat", a -> chat(a[0], a[1]))
        .add("stream", a -> stream(a[0], a[1]))
        .add("post", a -> post(a[0], a[1]))
        .serveAndExit();
  }

  private static OpenAIClient client(String endpoint) {
    return new OpenAIClientBuilder()
        .endpoint(endpoint)
        .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
        .addPolicy(
            (context, next) -> { // a key credential would insist on TLS
              context
                  .getHttpRequest()
                  .setHeader(HttpHeaderName.fromString("api-key"), "0123456789abcdef");
              return next.process();
            })
        .buildClient();
  }

  private static ChatCompletionsOptions options(String prompt) {
    return new ChatCompletionsOptions(
        Collections.singletonList(new ChatRequestUserMessage(prompt)));
  }

  private static String chat(String endpoint, String prompt) {
    ChatCompletions answer = client(endpoint).getChatCompletions("echo-1", options(prompt));
    return answer.getChoices().get(0).getMessage().getContent();
  }

  private static String stream(String endpoint, String prompt) {
    StringBuilder content = new StringBuilder();
    for (ChatCompletions event :
        client(endpoint).getChatCompletionsStream("echo-1", options(prompt))) {
      for (ChatChoice choice : event.getChoices()) {
        if (choice.getDelta() != null && choice.getDelta().getContent() != null) {
          content.append(choice.getDelta().getContent());
        }
      }
    }
    return content.toString();
  }

  /** Returns status, content type and text, each on its line. */
  private static String post(String url, String body) {
    HttpRequest request =
        new HttpRequest(HttpMethod.POST, url)
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
            .setBody(body);
    try (HttpResponse answer = HttpClient.createDefault().send(request).block(LIMIT)) {
      return answer.getStatusCode()
          + "\n"
          + answer.getHeaderValue(HttpHeaderName.CONTENT_TYPE)
          + "\n"
          + answer.getBodyAsString(StandardCharsets.UTF_8).block(LIMIT);
    }
  }
}
