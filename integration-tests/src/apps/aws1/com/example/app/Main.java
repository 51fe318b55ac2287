package com.example.app;

import com.amazonaws.AmazonServiceException;
import com.amazonaws.ClientConfiguration;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder;
import com.amazonaws.retry.PredefinedBackoffStrategies.SDKDefaultBackoffStrategy;
import com.amazonaws.retry.PredefinedRetryPolicies;
import com.amazonaws.retry.RetryPolicy;
import com.amazonaws.services.bedrockruntime.AmazonBedrockRuntime;
import com.amazonaws.services.bedrockruntime.AmazonBedrockRuntimeAsync;
import com.amazonaws.services.bedrockruntime.AmazonBedrockRuntimeAsyncClientBuilder;
import com.amazonaws.services.bedrockruntime.AmazonBedrockRuntimeClientBuilder;
import com.amazonaws.services.bedrockruntime.model.InvokeModelRequest;
import com.amazonaws.services.bedrockruntime.model.InvokeModelResult;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** An application that invokes models on Bedrock through the first SDK. */
public final class Main {
  private static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("invoke", a -> invoke(a[0], a[1], 0))
        .add("invokeWithTimer", a -> invoke(a[0], a[1], 20_000))
        .add("invokeAsync", a -> invokeAsync(a[0], a[1]))
        .add("header", a -> header(a[0], a[1]))
        .add("put", a -> put(a[0], a[1]))
        .serveAndExit();
  }

  private static <B extends AwsClientBuilder<B, C>, C> B configured(
      B builder, String endpoint, int timeout) {
    RetryPolicy retries =
        new RetryPolicy(
            PredefinedRetryPolicies.DEFAULT_RETRY_CONDITION,
            new SDKDefaultBackoffStrategy(1, 1, 1),
            2,
            false);
    return builder
        .withEndpointConfiguration(
            new AwsClientBuilder.EndpointConfiguration(endpoint, "us-east-1"))
        .withCredentials(
            new AWSStaticCredentialsProvider(new BasicAWSCredentials("test-access", "test-secret")))
        .withClientConfiguration(
            new ClientConfiguration().withRetryPolicy(retries).withClientExecutionTimeout(timeout));
  }

  private static String refused(AmazonServiceException e) {
    return e.getClass().getSimpleName()
        + " "
        + e.getStatusCode()
        + " "
        + e.getErrorCode()
        + ": "
        + e.getErrorMessage();
  }

  private static InvokeModelRequest request(String body) {
    return new InvokeModelRequest()
        .withModelId(MODEL)
        .withContentType("application/json")
        .withBody(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(InvokeModelResult result) {
    return StandardCharsets.UTF_8.decode(result.getBody()).toString();
  }

  private static String invoke(String endpoint, String body, int timeout) {
    AmazonBedrockRuntime client =
        configured(AmazonBedrockRuntimeClientBuilder.standard(), endpoint, timeout).build();
    try {
      return text(client.invokeModel(request(body)));
    } catch (AmazonServiceException e) {
      return refused(e);
    } finally {
      client.shutdown();
    }
  }

  private static String invokeAsync(String endpoint, String body) throws Exception {
    AmazonBedrockRuntimeAsync client =
        configured(AmazonBedrockRuntimeAsyncClientBuilder.standard(), endpoint, 0).build();
    try {
      return text(client.invokeModelAsync(request(body)).get(30, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return refused((AmazonServiceException) e.getCause());
    } finally {
      client.shutdown();
    }
  }

  private static String header(String endpoint, String value) {
    AmazonBedrockRuntime client =
        configured(AmazonBedrockRuntimeClientBuilder.standard(), endpoint, 0).build();
    try {
      InvokeModelRequest request = request("{\"messages\":[]}");
      request.putCustomRequestHeader("X-Note", value);
      request.putCustomQueryParameter("note", value);
      return text(client.invokeModel(request));
    } finally {
      client.shutdown();
    }
  }

  private static String put(String endpoint, String value) {
    AmazonDynamoDB client = configured(AmazonDynamoDBClientBuilder.standard(), endpoint, 0).build();
    try {
      client.putItem("orders", Collections.singletonMap("mail", new AttributeValue(value)));
      return "put";
    } finally {
      client.shutdown();
    }
  }
}
