package com.example.app;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** An application that talks to Bedrock through LangChain4j. */
public final class Main {
  private static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("chat", a -> chat(a[0], a[1]))
        .add("stream", a -> stream(a[0], a[1]))
        .serveAndExit();
  }

  private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, String endpoint) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("test-access", "test-secret")));
  }

  private static String chat(String endpoint, String prompt) {
    return BedrockChatModel.builder()
        .client(configured(BedrockRuntimeClient.builder(), endpoint).build())
        .modelId(MODEL)
        .build()
        .chat(prompt);
  }

  private static String stream(String endpoint, String prompt) throws Exception {
    StringBuffer pieces = new StringBuffer();
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    BedrockStreamingChatModel.builder()
        .client(
            configured(BedrockRuntimeAsyncClient.builder(), endpoint)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
                .build())
        .modelId(MODEL)
        .build()
        .chat(
            prompt,
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String piece) {
                pieces.append(piece);
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
              }

              @Override
              public void onError(Throwable failure) {
                whole.completeExceptionally(failure);
              }
            });
    return pieces(whole.get(30, TimeUnit.SECONDS), pieces.toString());
  }

  private static String pieces(ChatResponse whole, String pieces) {
    if (!whole.aiMessage().text().equals(pieces)) {
      throw new IllegalStateException("the pieces make another text than the whole");
    }
    return pieces;
  }
}
