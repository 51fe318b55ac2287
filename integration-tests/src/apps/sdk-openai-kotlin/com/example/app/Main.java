package com.example.app;

import com.aallam.openai.api.chat.ChatCompletion;
import com.aallam.openai.api.chat.ChatCompletionRequest;
import com.aallam.openai.api.core.RequestOptions;
import com.aallam.openai.client.OpenAI;
import com.aallam.openai.client.OpenAIHost;
import com.aallam.openai.client.OpenAIKt;
import java.lang.reflect.Method;
import java.util.Collections;
import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.flow.Flow;
import kotlinx.serialization.json.Json;

/** An application on openai-kotlin, with Ktor's CIO engine. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> plain(client(a[0]), request(message("user", a[1]))))
        .add("result", a -> plain(client(a[0]), request(result(a[1]))))
        .add("stream", a -> stream(client(a[0]), request(message("user", a[1]))))
        .serveAndExit();
  }

  /** What Kotlin makes of {@code OpenAI(token = "k", host = OpenAIHost(url))}. */
  private static OpenAI client(String url) throws Exception {
    for (Method made : OpenAIKt.class.getMethods()) {
      if (made.getName().equals("OpenAI$default")) {
        Object[] arguments = new Object[made.getParameterCount()];
        int left = 0;
        for (int i = 0; i < arguments.length - 2; i++) {
          if (made.getParameterTypes()[i] == OpenAIHost.class) {
            arguments[i] = new OpenAIHost(url + "/v1/", Collections.emptyMap());
          } else {
            left |= i == 0 ? 0 : 1 << i;
          }
        }
        arguments[0] = "k";
        arguments[arguments.length - 2] = left;
        return (OpenAI) made.invoke(null, arguments);
      }
    }
    throw new IllegalStateException("has another shape");
  }

  private static String message(String role, String text) {
    return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
  }

  private static String result(String text) {
    String tool = "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"" + text + "\"}";
    return message("user", "who is it?") + "," + tool;
  }

  private static ChatCompletionRequest request(String messages) {
    return Json.Default.decodeFromString(
        ChatCompletionRequest.Companion.serializer(),
        "{\"model\":\"echo-1\",\"messages\":[" + messages + "]}");
  }

  private static String plain(OpenAI client, ChatCompletionRequest request) throws Exception {
    ChatCompletion answer =
        BuildersKt.runBlocking(
            EmptyCoroutineContext.INSTANCE,
            (scope, then) -> client.chatCompletion(request, new RequestOptions(), then));
    return answer.getChoices().get(0).getMessage().getContent();
  }

  private static String stream(OpenAI client, ChatCompletionRequest request) throws Exception {
    StringBuilder text = new StringBuilder();
    Flow<com.aallam.openai.api.chat.ChatCompletionChunk> chunks =
        client.chatCompletions(request, new RequestOptions());
    BuildersKt.<Object>runBlocking(
        EmptyCoroutineContext.INSTANCE,
        (scope, then) ->
            chunks.collect(
                (chunk, next) -> {
                  if (!chunk.getChoices().isEmpty()) {
                    String piece = chunk.getChoices().get(0).getDelta().getContent();
                    text.append(piece == null ? "" : piece);
                  }
                  return Unit.INSTANCE;
                },
                then));
    return text.toString();
  }
}
