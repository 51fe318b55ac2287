package com.example.app;

import com.azure.ai.openai.OpenAIAsyncClient;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.http.HttpHeaderName;
import com.microsoft.semantickernel.Kernel;
import com.microsoft.semantickernel.aiservices.openai.chatcompletion.OpenAIChatCompletion;
import com.microsoft.semantickernel.services.chatcompletion.ChatCompletionService;
import com.microsoft.semantickernel.services.chatcompletion.ChatMessageContent;
import java.util.List;

/** An application on Semantic Kernel. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner().add("plain", a -> plain(a[0], a[1])).serveAndExit();
  }

  private static String plain(String url, String prompt) {
    OpenAIAsyncClient client =
        new OpenAIClientBuilder()
            .endpoint(url)
            .addPolicy(
                (context, next) -> { // a key credential would insist on TLS
                  context
                      .getHttpRequest()
                      .setHeader(HttpHeaderName.fromString("api-key"), "0123456789abcdef");
                  return next.process();
                })
            .buildAsyncClient();
    ChatCompletionService chat =
        OpenAIChatCompletion.builder().withOpenAIAsyncClient(client).withModelId("echo-1").build();
    Kernel kernel = Kernel.builder().withAIService(ChatCompletionService.class, chat).build();
    // The prompt comes first, then what the model says.
    List<ChatMessageContent<?>> messages =
        chat.getChatMessageContentsAsync(prompt, kernel, null).block();
    return messages.get(messages.size() - 1).getContent();
  }
}
