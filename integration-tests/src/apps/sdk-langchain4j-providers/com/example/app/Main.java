package com.example.app;

import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.http.HttpHeaderName;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.azure.AzureOpenAiChatModel;
import dev.langchain4j.model.azure.AzureOpenAiStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.huggingface.HuggingFaceChatModel;
import dev.langchain4j.model.huggingface.HuggingFaceEmbeddingModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application on more of LangChain4j's providers; Azure's is its own SDK. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("ollama-plain", a -> ollama(a[0]).chat(a[1]))
        .add("ollama-stream", a -> stream(streamingOllama(a[0]), a[1]))
        .add("mistral-plain", a -> mistral(a[0]).chat(a[1]))
        .add("mistral-stream", a -> stream(streamingMistral(a[0]), a[1]))
        .add("gemini-plain", a -> gemini(a[0]).chat(a[1]))
        .add("gemini-stream", a -> stream(streamingGemini(a[0]), a[1]))
        .add("azure-plain", a -> azure(a[0]).chat(a[1]))
        .add("azure-stream", a -> stream(streamingAzure(a[0]), a[1]))
        .add("mistral-tool", a -> tool(mistral(a[0]), a[1]))
        .add("azure-tool", a -> tool(azure(a[0]), a[1]))
        .add("huggingface-plain", a -> huggingFace(a[0]).chat(a[1]))
        .add("huggingface-embeddings", a -> huggingFaceEmbeddings(a[0], a[1]))
        .serveAndExit();
  }

  private static ChatModel ollama(String url) {
    return OllamaChatModel.builder().baseUrl(url).modelName("echo-1").build();
  }

  private static StreamingChatModel streamingOllama(String url) {
    return OllamaStreamingChatModel.builder().baseUrl(url).modelName("echo-1").build();
  }

  private static ChatModel mistral(String url) {
    return MistralAiChatModel.builder()
        .baseUrl(url + "/v1")
        .apiKey("k")
        .modelName("echo-1")
        .build();
  }

  private static StreamingChatModel streamingMistral(String url) {
    return MistralAiStreamingChatModel.builder()
        .baseUrl(url + "/v1")
        .apiKey("k")
        .modelName("echo-1")
        .build();
  }

  private static ChatModel gemini(String url) {
    return GoogleAiGeminiChatModel.builder()
        .baseUrl(url + "/v1beta")
        .apiKey("k")
        .modelName("gemini-2.5-pro")
        .build();
  }

  private static StreamingChatModel streamingGemini(String url) {
    return GoogleAiGeminiStreamingChatModel.builder()
        .baseUrl(url + "/v1beta")
        .apiKey("k")
        .modelName("gemini-2.5-pro")
        .build();
  }

  private static OpenAIClientBuilder azureClient(String url) {
    return new OpenAIClientBuilder()
        .endpoint(url)
        .addPolicy(
            (context, next) -> { // a key credential would insist on TLS
              context
                  .getHttpRequest()
                  .setHeader(HttpHeaderName.fromString("api-key"), "0123456789abcdef");
              return next.process();
            });
  }

  private static ChatModel azure(String url) {
    return AzureOpenAiChatModel.builder()
        .openAIClient(azureClient(url).buildClient())
        .deploymentName("echo-1")
        .build();
  }

  private static StreamingChatModel streamingAzure(String url) {
    return AzureOpenAiStreamingChatModel.builder()
        .openAIAsyncClient(azureClient(url).buildAsyncClient())
        .deploymentName("echo-1")
        .build();
  }

  private static ChatModel huggingFace(String url) {
    return HuggingFaceChatModel.builder()
        .baseUrl(url + "/hf-inference/")
        .accessToken("k")
        .modelId("echo/echo-1")
        .build();
  }

  /** What is embedded doesn't come back: the text stays the application's. */
  private static String huggingFaceEmbeddings(String url, String text) {
    int length =
        HuggingFaceEmbeddingModel.builder()
            .baseUrl(url + "/hf-inference/")
            .accessToken("k")
            .modelId("echo/echo-1")
            .build()
            .embed(text)
            .content()
            .dimension();
    return length == 2 ? text : "an embedding of length " + length;
  }

  /** Does what the model asks for, and tells it what came of it. */
  private static String tool(ChatModel model, String prompt) throws Exception {
    ToolSpecification send =
        ToolSpecification.builder()
            .name("send")
            .description("Sends a text.")
            .parameters(JsonObjectSchema.builder().addStringProperty("text").build())
            .build();
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(UserMessage.from(prompt));
    AiMessage asked =
        model
            .chat(ChatRequest.builder().messages(messages).toolSpecifications(send).build())
            .aiMessage();
    ToolExecutionRequest call = asked.toolExecutionRequests().get(0);
    String told = new ObjectMapper().readTree(call.arguments()).path("text").asText();
    messages.add(asked);
    messages.add(ToolExecutionResultMessage.from(call, "sent: " + told));
    return model
        .chat(ChatRequest.builder().messages(messages).toolSpecifications(send).build())
        .aiMessage()
        .text();
  }

  private static String stream(StreamingChatModel model, String prompt) throws Exception {
    StringBuilder text = new StringBuilder();
    CompletableFuture<String> done = new CompletableFuture<>();
    model.chat(
        List.of(UserMessage.from(prompt)),
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String partial) {
            text.append(partial);
          }

          @Override
          public void onCompleteResponse(ChatResponse complete) {
            done.complete(text.toString());
          }

          @Override
          public void onError(Throwable failure) {
            done.completeExceptionally(failure);
          }
        });
    return done.get(60, TimeUnit.SECONDS);
  }
}
