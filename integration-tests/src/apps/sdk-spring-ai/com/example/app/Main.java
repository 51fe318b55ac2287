package com.example.app;

import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** An application on Spring AI, with each request factory that it finds. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> model(a[0], new HttpComponentsClientHttpRequestFactory()).call(a[1]))
        .add("simple", a -> model(a[0], new SimpleClientHttpRequestFactory()).call(a[1]))
        .add("jdk", a -> model(a[0], new JdkClientHttpRequestFactory()).call(a[1]))
        .add("stream", a -> stream(model(a[0], new SimpleClientHttpRequestFactory()), a[1]))
        .serveAndExit();
  }

  private static OpenAiChatModel model(String url, ClientHttpRequestFactory factory) {
    OpenAiApi api =
        OpenAiApi.builder()
            .baseUrl(url)
            .apiKey("k")
            .restClientBuilder(RestClient.builder().requestFactory(factory))
            .build();
    return OpenAiChatModel.builder()
        .openAiApi(api)
        .defaultOptions(OpenAiChatOptions.builder().model("echo-1").build())
        .build();
  }

  private static String stream(OpenAiChatModel model, String prompt) {
    return String.join("", model.stream(prompt).collectList().block());
  }
}
