package com.example.app;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;

/** An application that talks to Bedrock with Converse. */
public final class Main {
  private static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("converse", a -> converse(a[0], a[1], a[2], false))
        .add("converseTool", a -> converse(a[0], a[1], a[2], true))
        .add("converseAsync", a -> converseAsync(a[0], a[1], a[2]))
        .add("converseStream", a -> converseStream(a[0], a[1], a[2], false))
        .add("converseToolStream", a -> converseStream(a[0], a[1], a[2], true))
        .serveAndExit();
  }

  private static Message message(String prompt) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(prompt))
        .build();
  }

  private static Consumer<ToolConfiguration.Builder> send() {
    return tools ->
        tools.tools(
            tool ->
                tool.toolSpec(
                    spec ->
                        spec.name("send")
                            .inputSchema(
                                schema ->
                                    schema.json(
                                        Document.mapBuilder()
                                            .putString("type", "object")
                                            .build()))));
  }

  private static String said(ConverseResponse response) {
    ContentBlock block = response.output().message().content().get(0);
    return block.toolUse() == null
        ? block.text()
        : block.toolUse().input().asMap().get("text").asString();
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

  private static String converse(String endpoint, String transport, String prompt, boolean tool)
      throws Exception {
    try (BedrockRuntimeClient client =
        Clients.configured(BedrockRuntimeClient.builder(), endpoint)
            .httpClient(Clients.http(transport))
            .build()) {
      return said(
          client.converse(
              r -> {
                r.modelId(MODEL).messages(message(prompt));
                if (tool) {
                  r.toolConfig(send());
                }
              }));
    } catch (AwsServiceException e) {
      return refused(e);
    }
  }

  private static BedrockRuntimeAsyncClient async(String endpoint, String transport)
      throws Exception {
    return Clients.configured(BedrockRuntimeAsyncClient.builder(), endpoint)
        .httpClient(Clients.asyncHttp(transport))
        .build();
  }

  private static String converseAsync(String endpoint, String transport, String prompt)
      throws Exception {
    try (BedrockRuntimeAsyncClient client = async(endpoint, transport)) {
      return said(client.converse(r -> r.modelId(MODEL).messages(message(prompt))).join());
    } catch (CompletionException e) {
      return refused((AwsServiceException) e.getCause());
    }
  }

  private static String converseStream(
      String endpoint, String transport, String prompt, boolean tool) throws Exception {
    StringBuffer text = new StringBuffer();
    try (BedrockRuntimeAsyncClient client = async(endpoint, transport)) {
      client
          .converseStream(
              r -> {
                r.modelId(MODEL).messages(message(prompt));
                if (tool) {
                  r.toolConfig(send());
                }
              },
              ConverseStreamResponseHandler.builder()
                  .subscriber(
                      ConverseStreamResponseHandler.Visitor.builder()
                          .onContentBlockDelta(
                              e ->
                                  text.append(
                                      e.delta().text() == null
                                          ? e.delta().toolUse().input()
                                          : e.delta().text()))
                          .build())
                  .build())
          .get(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      return refused((AwsServiceException) e.getCause());
    }
    return text.toString();
  }
}
