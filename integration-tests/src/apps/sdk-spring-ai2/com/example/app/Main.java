package com.example.app;

import java.util.function.Function;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * An application on Spring AI 2: OpenAI and Anthropic, which go through their own SDKs, and Ollama,
 * which goes through each request factory that Spring has.
 */
public final class Main {
  /** What a tool of the application takes. */
  public record Told(String text) {}

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> openAi(a[0]).call(a[1]))
        .add("stream", a -> stream(openAi(a[0]), a[1]))
        .add("tool", a -> tool(openAi(a[0]), a[1]))
        .add("anthropic-plain", a -> anthropic(a[0]).call(a[1]))
        .add("anthropic-stream", a -> stream(anthropic(a[0]), a[1]))
        .add("ollama-apache", a -> ollama(a[0], new HttpComponentsClientHttpRequestFactory(), a[1]))
        .add("ollama-simple", a -> ollama(a[0], new SimpleClientHttpRequestFactory(), a[1]))
        .add("ollama-jdk", a -> ollama(a[0], new JdkClientHttpRequestFactory(), a[1]))
        .add("ollama-jetty", a -> ollama(a[0], new JettyClientHttpRequestFactory(), a[1]))
        .add("ollama-reactor", a -> ollama(a[0], new ReactorClientHttpRequestFactory(), a[1]))
        .add("ollama-stream", a -> stream(ollama(a[0], new SimpleClientHttpRequestFactory()), a[1]))
        .serveAndExit();
  }

  private static ChatModel openAi(String url) {
    return OpenAiChatModel.builder()
        .options(
            OpenAiChatOptions.builder().baseUrl(url + "/v1").apiKey("k").model("echo-1").build())
        .build();
  }

  private static ChatModel anthropic(String url) {
    return AnthropicChatModel.builder()
        .options(
            AnthropicChatOptions.builder()
                .baseUrl(url)
                .apiKey("k")
                .model("echo-1")
                .maxTokens(9)
                .build())
        .build();
  }

  private static ChatModel ollama(String url, ClientHttpRequestFactory factory) {
    return OllamaChatModel.builder()
        .ollamaApi(
            OllamaApi.builder()
                .baseUrl(url)
                .restClientBuilder(RestClient.builder().requestFactory(factory))
                .build())
        .options(OllamaChatOptions.builder().model("echo-1").build())
        .build();
  }

  private static String ollama(String url, ClientHttpRequestFactory factory, String prompt) {
    return ollama(url, factory).call(prompt);
  }

  private static String tool(ChatModel model, String prompt) {
    Function<Told, String> tool = told -> "sent: " + told.text();
    return ChatClient.create(model)
        .prompt(prompt)
        .toolCallbacks(
            FunctionToolCallback.builder("send", tool)
                .description("Sends.")
                .inputType(Told.class)
                .build())
        .call()
        .content();
  }

  private static String stream(ChatModel model, String prompt) {
    return String.join("", model.stream(prompt).collectList().block());
  }
}
