package com.example.app;

import com.volcengine.ark.runtime.model.completion.chat.ChatCompletionRequest;
import com.volcengine.ark.runtime.model.completion.chat.ChatMessage;
import com.volcengine.ark.runtime.model.completion.chat.ChatMessageRole;
import com.volcengine.ark.runtime.service.ArkService;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An application on Volcengine's Ark SDK. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add(
            "plain",
            a -> plain(a[0], Collections.singletonList(message(ChatMessageRole.USER, a[1]))))
        .add("result", a -> plain(a[0], result(a[1])))
        .add("stream", a -> stream(a[0], a[1]))
        .serveAndExit();
  }

  private static ArkService client(String url) {
    return ArkService.builder().apiKey("k").baseUrl(url + "/api/v3/").retryTimes(0).build();
  }

  private static ChatMessage message(ChatMessageRole role, String text) {
    return ChatMessage.builder().role(role).content(text).build();
  }

  private static List<ChatMessage> result(String text) {
    ChatMessage tool =
        ChatMessage.builder().role(ChatMessageRole.TOOL).content(text).toolCallId("call_1").build();
    return Arrays.asList(message(ChatMessageRole.USER, "who is it?"), tool);
  }

  private static ChatCompletionRequest request(List<ChatMessage> messages) {
    return ChatCompletionRequest.builder().model("echo-1").messages(messages).build();
  }

  private static String plain(String url, List<ChatMessage> messages) {
    return String.valueOf(
        client(url)
            .createChatCompletion(request(messages))
            .getChoices()
            .get(0)
            .getMessage()
            .getContent());
  }

  private static String stream(String url, String prompt) {
    StringBuilder text = new StringBuilder();
    client(url)
        .streamChatCompletion(
            request(Collections.singletonList(message(ChatMessageRole.USER, prompt))))
        .blockingForEach(
            chunk -> {
              if (!chunk.getChoices().isEmpty()) {
                Object piece = chunk.getChoices().get(0).getMessage().getContent();
                text.append(piece == null ? "" : piece);
              }
            });
    return text.toString();
  }
}
