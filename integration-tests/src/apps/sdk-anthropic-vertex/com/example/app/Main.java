package com.example.app;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.vertex.backends.VertexBackend;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.util.Date;
import java.util.List;

/** An application that uses anthropic-java at Vertex AI. */
public final class Main {
  private static final long HOUR = 3_600_000;

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> plain(a[0], params().addUserMessage(a[1])))
        .add("result", a -> plain(a[0], params().addUserMessageOfContentBlockParams(result(a[1]))))
        .add("stream", a -> stream(a[0], a[1]))
        .serveAndExit();
  }

  private static AnthropicClient client(String url) {
    AccessToken token = new AccessToken("t", new Date(System.currentTimeMillis() + HOUR));
    return AnthropicOkHttpClient.builder()
        .backend(
            VertexBackend.builder()
                .googleCredentials(GoogleCredentials.create(token))
                .region("europe-west1")
                .project("p")
                .baseUrl(url)
                .build())
        .build();
  }

  private static MessageCreateParams.Builder params() {
    return MessageCreateParams.builder().model("claude-sonnet-4").maxTokens(9);
  }

  private static List<ContentBlockParam> result(String text) {
    return List.of(
        ContentBlockParam.ofToolResult(
            ToolResultBlockParam.builder().toolUseId("toolu_1").content(text).build()));
  }

  private static String plain(String url, MessageCreateParams.Builder params) {
    return client(url).messages().create(params.build()).content().get(0).text().get().text();
  }

  private static String stream(String url, String prompt) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<RawMessageStreamEvent> stream =
        client(url).messages().createStreaming(params().addUserMessage(prompt).build())) {
      stream.stream()
          .forEach(
              event ->
                  text.append(
                      event
                          .contentBlockDelta()
                          .map(delta -> delta.delta().text().get().text())
                          .orElse("")));
    }
    return text.toString();
  }
}
