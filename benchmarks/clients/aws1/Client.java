package com.example.app;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;

/** Asks DynamoDB with the AWS SDK 1. */
final class Client implements AutoCloseable {
  private AmazonDynamoDB client;

  String ask(String vendor, String prompt) {
    if (client == null) {
      client =
          AmazonDynamoDBClientBuilder.standard()
              .withEndpointConfiguration(new EndpointConfiguration(vendor, "us-east-1"))
              .withCredentials(
                  new AWSStaticCredentialsProvider(new BasicAWSCredentials("key", "secret")))
              .build();
    }
    return client.listTables().toString();
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
