package com.example.app;

import com.azure.ai.inference.ChatCompletionsClient;
import com.azure.ai.inference.ChatCompletionsClientBuilder;
import com.azure.ai.inference.models.ChatCompletionsOptions;
import com.azure.ai.inference.models.ChatRequestMessage;
import com.azure.ai.inference.models.ChatRequestToolMessage;
import com.azure.ai.inference.models.ChatRequestUserMessage;
import com.azure.ai.inference.models.StreamingChatCompletionsUpdate;
import com.azure.core.http.HttpHeaderName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An application on Azure's SDK for models of many makers. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> plain(a[0], user(a[1])))
        .add("result", a -> plain(a[0], result(a[1])))
        .add("stream", a -> stream(a[0], a[1]))
        .serveAndExit();
  }

  private static ChatCompletionsClient client(String url) {
    return new ChatCompletionsClientBuilder()
        .endpoint(url)
        .addPolicy(
            (context, next) -> { // a key credential would insist on TLS
              context
                  .getHttpRequest()
                  .setHeader(HttpHeaderName.fromString("api-key"), "0123456789abcdef");
              return next.process();
            })
        .buildClient();
  }

  private static List<ChatRequestMessage> user(String prompt) {
    return Collections.singletonList(ChatRequestUserMessage.fromString(prompt));
  }

  private static List<ChatRequestMessage> result(String text) {
    ChatRequestToolMessage tool = new ChatRequestToolMessage("call_1");
    tool.setContent(text);
    return Arrays.asList(ChatRequestUserMessage.fromString("who is it?"), tool);
  }

  private static String plain(String url, List<ChatRequestMessage> messages) {
    return client(url)
        .complete(new ChatCompletionsOptions(messages).setModel("echo-1"))
        .getChoices()
        .get(0)
        .getMessage()
        .getContent();
  }

  private static String stream(String url, String prompt) {
    StringBuilder text = new StringBuilder();
    for (StreamingChatCompletionsUpdate update :
        client(url).completeStream(new ChatCompletionsOptions(user(prompt)).setModel("echo-1"))) {
      if (!update.getChoices().isEmpty()) {
        String piece = update.getChoices().get(0).getDelta().getContent();
        text.append(piece == null ? "" : piece);
      }
    }
    return text.toString();
  }
}
