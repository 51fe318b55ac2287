package com.example.app;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application that gives openai-java a transport of its own. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("chat", a -> chat(client(a[0]), a[1]))
        .add("chatAsync", a -> chatAsync(client(a[0]), a[1]))
        .add("chatStream", a -> chatStream(client(a[0]), a[1]))
        .serveAndExit();
  }

  private static OpenAIClient client(String baseUrl) {
    return new OpenAIClientImpl(
        ClientOptions.builder()
            .httpClient(new UrlConnectionClient())
            .baseUrl(baseUrl)
            .apiKey("demo")
            .build());
  }

  private static ChatCompletionCreateParams params(String prompt) {
    return ChatCompletionCreateParams.builder().model("echo-1").addUserMessage(prompt).build();
  }

  private static String chat(OpenAIClient client, String prompt) {
    return client
        .chat()
        .completions()
        .create(params(prompt))
        .choices()
        .get(0)
        .message()
        .content()
        .get();
  }

  private static String chatAsync(OpenAIClient client, String prompt) throws Exception {
    return client
        .async()
        .chat()
        .completions()
        .create(params(prompt))
        .get(30, TimeUnit.SECONDS)
        .choices()
        .get(0)
        .message()
        .content()
        .get();
  }

  private static String chatStream(OpenAIClient client, String prompt) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params(prompt))) {
      stream.stream()
          .forEach(
              chunk ->
                  chunk
                      .choices()
                      .forEach(choice -> choice.delta().content().ifPresent(text::append)));
    }
    return text.toString();
  }

  /** A transport that nobody instruments. */
  private static final class UrlConnectionClient implements HttpClient {
    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
      try {
        return send(request);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(
        HttpRequest request, RequestOptions options) {
      return CompletableFuture.supplyAsync(() -> execute(request, options));
    }

    @Override
    public void close() {}

    private static HttpResponse send(HttpRequest request) throws IOException {
      HttpURLConnection connection = (HttpURLConnection) new URL(request.url()).openConnection();
      connection.setRequestMethod(request.method().name());
      for (String name : request.headers().names()) {
        for (String value : request.headers().values(name)) {
          connection.addRequestProperty(name, value);
        }
      }
      HttpRequestBody body = request.body();
      if (body != null) {
        connection.setRequestProperty("Content-Type", body.contentType());
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          body.writeTo(out);
        }
      }
      return new UrlConnectionResponse(connection);
    }
  }

  private static final class UrlConnectionResponse implements HttpResponse {
    private final HttpURLConnection connection;
    private final int status;

    UrlConnectionResponse(HttpURLConnection connection) throws IOException {
      this.connection = connection;
      this.status = connection.getResponseCode();
    }

    @Override
    public int statusCode() {
      return status;
    }

    @Override
    public Headers headers() {
      Headers.Builder headers = Headers.builder();
      for (Map.Entry<String, List<String>> header : connection.getHeaderFields().entrySet()) {
        if (header.getKey() != null) {
          headers.put(header.getKey(), header.getValue());
        }
      }
      return headers.build();
    }

    @Override
    public InputStream body() {
      try {
        return status < 400 ? connection.getInputStream() : connection.getErrorStream();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }
}
