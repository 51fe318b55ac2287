package com.example.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application that uses openai-java, 1.x to 4.x, as its documentation shows. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("chat", a -> chat(client(a[0]), a[1]))
        .add("chatAsync", a -> chatAsync(client(a[0]), a[1]))
        .add("chatStream", a -> chatStream(client(a[0]), a[1]))
        .add("chatStreamAsync", a -> chatStreamAsync(client(a[0]), a[1]))
        .add("chatTool", a -> chatTool(client(a[0]), a[1]))
        .add("chatToolStream", a -> chatToolStream(client(a[0]), a[1]))
        .add("responses", a -> responses(client(a[0]), a[1]))
        .add("responsesStream", a -> responsesStream(client(a[0]), a[1]))
        .add("completions", a -> completions(client(a[0]), a[1]))
        .add("completionsStream", a -> completionsStream(client(a[0]), a[1]))
        .add("embeddings", a -> embeddings(client(a[0]), a[1]))
        .add("closeEarly", a -> closeEarly(client(a[0]), a[1]))
        .add("models", a -> "" + client(a[0]).models().list().data().size())
        .serveAndExit();
  }

  private static OpenAIClient client(String baseUrl) {
    return OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("demo").build();
  }

  private static ChatCompletionCreateParams.Builder params(String prompt) {
    return ChatCompletionCreateParams.builder().model("echo-1").addUserMessage(prompt);
  }

  private static ChatCompletionCreateParams withTool(String prompt) {
    Map<String, Object> function = new HashMap<>();
    function.put("name", "send");
    function.put("parameters", Collections.singletonMap("type", "object"));
    Map<String, Object> tool = new HashMap<>();
    tool.put("type", "function");
    tool.put("function", function);
    return params(prompt)
        .putAdditionalBodyProperty("tools", JsonValue.from(Collections.singletonList(tool)))
        .build();
  }

  private static String content(ChatCompletion completion) {
    return completion.choices().get(0).message().content().get();
  }

  private static String chat(OpenAIClient client, String prompt) {
    return content(client.chat().completions().create(params(prompt).build()));
  }

  private static String chatAsync(OpenAIClient client, String prompt) throws Exception {
    return client
        .async()
        .chat()
        .completions()
        .create(params(prompt).build())
        .thenApply(Main::content)
        .get(30, TimeUnit.SECONDS);
  }

  private static void append(StringBuilder text, ChatCompletionChunk chunk) {
    chunk.choices().forEach(choice -> choice.delta().content().ifPresent(text::append));
  }

  private static String chatStream(OpenAIClient client, String prompt) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params(prompt).build())) {
      stream.stream().forEach(chunk -> append(text, chunk));
    }
    return text.toString();
  }

  private static String chatStreamAsync(OpenAIClient client, String prompt) throws Exception {
    StringBuilder text = new StringBuilder();
    AsyncStreamResponse<ChatCompletionChunk> stream =
        client.async().chat().completions().createStreaming(params(prompt).build());
    stream.subscribe(chunk -> append(text, chunk));
    stream.onCompleteFuture().get(30, TimeUnit.SECONDS);
    return text.toString();
  }

  /** Takes the first events of a stream and then loses interest. */
  private static String closeEarly(OpenAIClient client, String prompt) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params(prompt).build())) {
      stream.stream().limit(1).forEach(chunk -> append(text, chunk));
    }
    return text.toString();
  }

  private static String chatTool(OpenAIClient client, String prompt) throws Exception {
    ChatCompletion completion = client.chat().completions().create(withTool(prompt));
    return ObjectMappers.jsonMapper()
        .valueToTree(completion)
        .at("/choices/0/message/tool_calls/0/function/arguments")
        .asText();
  }

  private static String chatToolStream(OpenAIClient client, String prompt) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(withTool(prompt))) {
      stream.stream()
          .forEach(
              chunk ->
                  text.append(
                      ObjectMappers.jsonMapper()
                          .valueToTree(chunk)
                          .at("/choices/0/delta/tool_calls/0/function/arguments")
                          .asText()));
    }
    return text.toString();
  }

  private static String responses(OpenAIClient client, String prompt) throws Exception {
    Response response =
        client
            .responses()
            .create(ResponseCreateParams.builder().model("echo-1").input(prompt).build());
    return ObjectMappers.jsonMapper().valueToTree(response).at("/output/0/content/0/text").asText();
  }

  private static String responsesStream(OpenAIClient client, String prompt) {
    StringBuilder deltas = new StringBuilder();
    StringBuilder whole = new StringBuilder();
    try (StreamResponse<ResponseStreamEvent> stream =
        client
            .responses()
            .createStreaming(
                ResponseCreateParams.builder().model("echo-1").input(prompt).build())) {
      stream.stream()
          .forEach(
              event -> {
                event.outputTextDelta().ifPresent(delta -> deltas.append(delta.delta()));
                event.outputTextDone().ifPresent(done -> whole.append(done.text()));
              });
    }
    return deltas.toString().equals(whole.toString())
        ? whole.toString()
        : "deltas " + deltas + " but whole " + whole;
  }

  private static CompletionCreateParams completion(String prompt) {
    return CompletionCreateParams.builder().model("echo-1").prompt(prompt).build();
  }

  private static String completions(OpenAIClient client, String prompt) {
    return client.completions().create(completion(prompt)).choices().get(0).text();
  }

  private static String completionsStream(OpenAIClient client, String prompt) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<Completion> stream =
        client.completions().createStreaming(completion(prompt))) {
      stream.stream().forEach(part -> text.append(part.choices().get(0).text()));
    }
    return text.toString();
  }

  private static String embeddings(OpenAIClient client, String prompt) {
    return client
        .embeddings()
        .create(EmbeddingCreateParams.builder().model("echo-1").input(prompt).build())
        .data()
        .get(0)
        .embedding()
        .toString();
  }
}
