package com.example.app;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An application that invokes models on Bedrock, in all versions of the SDK. */
public final class Main {
  private static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("invoke", a -> invoke(a[0], a[1], a[2]))
        .add("invokeAsync", a -> invokeAsync(a[0], a[1], a[2]))
        .add("invokeStream", a -> invokeStream(a[0], a[1], a[2]))
        .add("header", a -> header(a[0], a[1], a[2]))
        .add("put", a -> put(a[0], a[1], a[2]))
        .serveAndExit();
  }

  private static String refused(AwsServiceException e) {
    return e.getClass().getSimpleName()
        + " "
        + e.statusCode()
        + " "
        + e.awsErrorDetails().errorCode()
        + ": "
        + e.awsErrorDetails().errorMessage();
  }

  private static InvokeModelRequest.Builder request(String body) {
    return InvokeModelRequest.builder()
        .modelId(MODEL)
        .contentType("application/json")
        .body(SdkBytes.fromUtf8String(body));
  }

  private static String invoke(String endpoint, String transport, String body) throws Exception {
    try (BedrockRuntimeClient client =
        Clients.configured(BedrockRuntimeClient.builder(), endpoint)
            .httpClient(Clients.http(transport))
            .build()) {
      return client.invokeModel(request(body).build()).body().asUtf8String();
    } catch (AwsServiceException e) {
      return refused(e);
    }
  }

  private static String header(String endpoint, String transport, String value) throws Exception {
    try (BedrockRuntimeClient client =
        Clients.configured(BedrockRuntimeClient.builder(), endpoint)
            .httpClient(Clients.http(transport))
            .build()) {
      return client
          .invokeModel(
              request("{\"messages\":[]}")
                  .overrideConfiguration(o -> o.putHeader("X-Note", value))
                  .build())
          .body()
          .asUtf8String();
    }
  }

  private static BedrockRuntimeAsyncClient async(String endpoint, String transport)
      throws Exception {
    return Clients.configured(BedrockRuntimeAsyncClient.builder(), endpoint)
        .httpClient(Clients.asyncHttp(transport))
        .build();
  }

  private static String invokeAsync(String endpoint, String transport, String body)
      throws Exception {
    try (BedrockRuntimeAsyncClient client = async(endpoint, transport)) {
      return client.invokeModel(request(body).build()).join().body().asUtf8String();
    } catch (CompletionException e) {
      return refused((AwsServiceException) e.getCause());
    }
  }

  private static String invokeStream(String endpoint, String transport, String body)
      throws Exception {
    StringBuffer text = new StringBuffer();
    try (BedrockRuntimeAsyncClient client = async(endpoint, transport)) {
      client
          .invokeModelWithResponseStream(
              InvokeModelWithResponseStreamRequest.builder()
                  .modelId(MODEL)
                  .contentType("application/json")
                  .body(SdkBytes.fromUtf8String(body))
                  .build(),
              InvokeModelWithResponseStreamResponseHandler.builder()
                  .subscriber(
                      InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                          .onChunk(
                              part ->
                                  text.append(part.bytes().asString(StandardCharsets.UTF_8))
                                      .append('\n'))
                          .build())
                  .build())
          .get(30, TimeUnit.SECONDS);
    }
    return text.toString();
  }

  private static String put(String endpoint, String transport, String value) throws Exception {
    try (DynamoDbClient client =
        Clients.configured(DynamoDbClient.builder(), endpoint)
            .httpClient(Clients.http(transport))
            .build()) {
      client.putItem(
          r ->
              r.tableName("orders")
                  .item(
                      Collections.singletonMap("mail", AttributeValue.builder().s(value).build())));
      return "put";
    }
  }
}
