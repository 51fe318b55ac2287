package com.example.app;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;

/** Asks with the AWS SDK. */
final class Client implements AutoCloseable {
  private SdkHttpClient http;
  private BedrockRuntimeClient client;

  String ask(String vendor, String prompt) throws Exception {
    http = Clients.http("apache");
    client = Clients.configured(BedrockRuntimeClient.builder(), vendor).httpClient(http).build();
    return client
        .invokeModel(
            InvokeModelRequest.builder()
                .modelId("anthropic.echo-1")
                .contentType("application/json")
                .body(
                    SdkBytes.fromUtf8String(
                        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":100,"
                            + "\"messages\":[{\"role\":\"user\",\"content\":\""
                            + prompt
                            + "\"}]}"))
                .build())
        .body()
        .asUtf8String();
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }
}
