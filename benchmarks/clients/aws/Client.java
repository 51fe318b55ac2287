package com.example.app;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Asks DynamoDB with the AWS SDK 2. */
final class Client implements AutoCloseable {
  private DynamoDbClient client;

  String ask(String vendor, String prompt) {
    if (client == null) {
      client =
          DynamoDbClient.builder()
              .endpointOverride(URI.create(vendor))
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
              .httpClient(ApacheHttpClient.create())
              .build();
    }
    return client.listTables().toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
