package com.example.app;

import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/** An application that uses anthropic-java, 1.x to 3.x, as its documentation shows. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("message", a -> text(client(a[0], a[1]).messages().create(params(a[2]).build())))
        .add("header", a -> header(client(a[0], a[1]), a[2]))
        .add("messageAsync", a -> messageAsync(asyncClient(a[0], a[1]), a[2]))
        .add("messageStream", a -> messageStream(client(a[0], a[1]), a[2]))
        .add("messageStreamAsync", a -> messageStreamAsync(asyncClient(a[0], a[1]), a[2]))
        .serveAndExit();
  }

  private static AnthropicClient client(String url, String backend) {
    AnthropicOkHttpClient.Builder client = AnthropicOkHttpClient.builder();
    return backend.equals("bedrock")
        ? client.backend(new Bedrock(url)).build()
        : client.baseUrl(url).apiKey("demo").build();
  }

  private static AnthropicClientAsync asyncClient(String url, String backend) {
    AnthropicOkHttpClientAsync.Builder client = AnthropicOkHttpClientAsync.builder();
    return backend.equals("bedrock")
        ? client.backend(new Bedrock(url)).build()
        : client.baseUrl(url).apiKey("demo").build();
  }

  private static MessageCreateParams.Builder params(String prompt) {
    return MessageCreateParams.builder()
        .model("anthropic.claude-3-haiku-20240307-v1:0")
        .maxTokens(9)
        .addUserMessage(prompt);
  }

  private static String text(Message message) {
    return message.content().get(0).text().get().text();
  }

  private static String text(RawMessageStreamEvent event) {
    return event.contentBlockDelta().map(delta -> delta.delta().text().get().text()).orElse("");
  }

  private static String header(AnthropicClient client, String value) {
    return text(
        client.messages().create(params("hi").putAdditionalHeader("X-Note", value).build()));
  }

  private static String messageAsync(AnthropicClientAsync client, String prompt) throws Exception {
    return text(client.messages().create(params(prompt).build()).get(30, TimeUnit.SECONDS));
  }

  private static String messageStream(AnthropicClient client, String prompt) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(params(prompt).build())) {
      stream.stream().forEach(event -> text.append(text(event)));
    }
    return text.toString();
  }

  private static String messageStreamAsync(AnthropicClientAsync client, String prompt)
      throws Exception {
    StringBuffer text = new StringBuffer();
    client
        .messages()
        .createStreaming(params(prompt).build())
        .subscribe(event -> text.append(text(event)))
        .onCompleteFuture()
        .get(30, TimeUnit.SECONDS);
    return text.toString();
  }

  /** Bedrock at another address: early versions know only AWS's own. */
  private static final class Bedrock implements Backend {
    private final String url;
    private final BedrockBackend bedrock =
        BedrockBackend.builder()
            .awsCredentials(AwsBasicCredentials.create("test-access", "test-secret"))
            .region(Region.US_EAST_1)
            .build();

    Bedrock(String url) {
      this.url = url;
    }

    @Override
    public String baseUrl() {
      return url;
    }

    @Override
    public HttpRequest prepareRequest(HttpRequest request) {
      return bedrock.prepareRequest(request);
    }

    @Override
    public HttpRequest authorizeRequest(HttpRequest request) {
      return bedrock.authorizeRequest(request);
    }

    @Override
    public HttpResponse prepareResponse(HttpResponse response) {
      return bedrock.prepareResponse(response);
    }

    @Override
    public void close() {
      bedrock.close();
    }
  }
}
