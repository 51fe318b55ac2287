package com.example.app;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;

/** Builds the SDK's clients for an endpoint, with the HTTP client that is asked for. */
final class Clients {
  private Clients() {}

  static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, String endpoint) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("test-access", "test-secret")))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryPolicy(
                    RetryPolicy.builder()
                        .numRetries(2)
                        .backoffStrategy(FixedDelayBackoffStrategy.create(Duration.ofMillis(1)))
                        .throttlingBackoffStrategy(
                            FixedDelayBackoffStrategy.create(Duration.ofMillis(1)))
                        .build())
                .build());
  }

  static SdkHttpClient http(String transport) throws Exception {
    switch (transport) {
      case "apache5":
        return made("apache5.Apache5HttpClient");
      case "apache":
        return made("apache.ApacheHttpClient");
      case "url":
        return made("urlconnection.UrlConnectionHttpClient");
      case "crt":
        return made("crt.AwsCrtHttpClient");
      default:
        throw new IllegalArgumentException(transport);
    }
  }

  static SdkAsyncHttpClient asyncHttp(String transport) throws Exception {
    switch (transport) {
      case "netty":
        return NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();
      case "netty-h2":
        return NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2).build();
      case "crt":
        return made("crt.AwsCrtAsyncHttpClient");
      default:
        throw new IllegalArgumentException(transport);
    }
  }

  /** Not every version has each of them. */
  @SuppressWarnings("unchecked")
  private static <T> T made(String name) throws Exception {
    return (T)
        Class.forName("software.amazon.awssdk.http." + name).getMethod("create").invoke(null);
  }
}
