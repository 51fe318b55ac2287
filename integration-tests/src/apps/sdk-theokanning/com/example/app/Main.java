package com.example.app;

import com.theokanning.openai.client.OpenAiApi;
import com.theokanning.openai.completion.chat.ChatCompletionRequest;
import com.theokanning.openai.completion.chat.ChatMessage;
import com.theokanning.openai.service.OpenAiService;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** An application on openai-gpt3-java. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> plain(a[0], Collections.singletonList(new ChatMessage("user", a[1]))))
        .add("result", a -> plain(a[0], result(a[1])))
        .add("stream", a -> stream(a[0], a[1]))
        .serveAndExit();
  }

  private static OpenAiService service(String url) {
    OkHttpClient client =
        OpenAiService.defaultClient("k", Duration.ofSeconds(30))
            .newBuilder()
            .addInterceptor(
                chain -> { // its paths are absolute: a gateway's own path has to come before them
                  Request request = chain.request();
                  String gateway = url + request.url().encodedPath();
                  return chain.proceed(request.newBuilder().url(gateway).build());
                })
            .build();
    return new OpenAiService(
        OpenAiService.defaultRetrofit(client, OpenAiService.defaultObjectMapper())
            .newBuilder()
            .baseUrl(url + "/")
            .build()
            .create(OpenAiApi.class),
        client.dispatcher().executorService());
  }

  private static List<ChatMessage> result(String text) {
    return Arrays.asList(
        new ChatMessage("user", "who is it?"), new ChatMessage("function", text, "find"));
  }

  private static ChatCompletionRequest request(List<ChatMessage> messages) {
    return ChatCompletionRequest.builder().model("echo-1").messages(messages).build();
  }

  private static String plain(String url, List<ChatMessage> messages) {
    return service(url)
        .createChatCompletion(request(messages))
        .getChoices()
        .get(0)
        .getMessage()
        .getContent();
  }

  private static String stream(String url, String prompt) {
    StringBuilder text = new StringBuilder();
    service(url)
        .streamChatCompletion(request(Collections.singletonList(new ChatMessage("user", prompt))))
        .blockingForEach(
            chunk -> {
              if (!chunk.getChoices().isEmpty()) {
                String piece = chunk.getChoices().get(0).getMessage().getContent();
                text.append(piece == null ? "" : piece);
              }
            });
    return text.toString();
  }
}
