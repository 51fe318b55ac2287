package com.example.app;

import java.util.function.Function;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** An application on Spring AI 1, with each request factory that Spring has. */
public final class Main {
  /** What a tool of the application takes. */
  public record Told(String text) {}

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> model(a[0], new HttpComponentsClientHttpRequestFactory()).call(a[1]))
        .add("simple", a -> model(a[0], new SimpleClientHttpRequestFactory()).call(a[1]))
        .add("jdk", a -> model(a[0], new JdkClientHttpRequestFactory()).call(a[1]))
        .add("jetty", a -> model(a[0], new JettyClientHttpRequestFactory()).call(a[1]))
        .add("reactor", a -> model(a[0], new ReactorClientHttpRequestFactory()).call(a[1]))
        .add("stream", a -> stream(model(a[0], new SimpleClientHttpRequestFactory()), a[1]))
        .add("tool", a -> withTool(a[0]).call(a[1]))
        .add("tool-stream", a -> stream(withTool(a[0]), a[1]))
        .serveAndExit();
  }

  private static OpenAiApi api(String url, ClientHttpRequestFactory factory) {
    return OpenAiApi.builder()
        .baseUrl(url)
        .apiKey("k")
        .restClientBuilder(RestClient.builder().requestFactory(factory))
        .build();
  }

  private static OpenAiChatModel model(String url, ClientHttpRequestFactory factory) {
    return OpenAiChatModel.builder()
        .openAiApi(api(url, factory))
        .defaultOptions(OpenAiChatOptions.builder().model("echo-1").build())
        .build();
  }

  private static OpenAiChatModel withTool(String url) {
    Function<Told, String> tool = told -> "sent: " + told.text();
    return OpenAiChatModel.builder()
        .openAiApi(api(url, new SimpleClientHttpRequestFactory()))
        .defaultOptions(
            OpenAiChatOptions.builder()
                .model("echo-1")
                .toolCallbacks(
                    FunctionToolCallback.builder("send", tool)
                        .description("Sends.")
                        .inputType(Told.class)
                        .build())
                .build())
        .build();
  }

  private static String stream(OpenAiChatModel model, String prompt) {
    return String.join("", model.stream(prompt).collectList().block());
  }
}
