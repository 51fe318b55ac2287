package com.example.app;

import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.http.HttpHeaderName;
import dev.langchain4j.model.azure.AzureOpenAiChatModel;
import dev.langchain4j.model.azure.AzureOpenAiStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.huggingface.HuggingFaceChatModel;
import dev.langchain4j.model.huggingface.HuggingFaceEmbeddingModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;

/** An application on more of LangChain4j's providers; Azure's is its own SDK. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("ollama-plain", a -> ollama(a[0]).chat(a[1]))
        .add("ollama-stream", a -> Chats.stream(streamingOllama(a[0]), a[1]))
        .add("mistral-plain", a -> mistral(a[0]).chat(a[1]))
        .add("mistral-stream", a -> Chats.stream(streamingMistral(a[0]), a[1]))
        .add("gemini-plain", a -> gemini(a[0]).chat(a[1]))
        .add("gemini-stream", a -> Chats.stream(streamingGemini(a[0]), a[1]))
        .add("azure-plain", a -> azure(a[0]).chat(a[1]))
        .add("azure-stream", a -> Chats.stream(streamingAzure(a[0]), a[1]))
        .add("mistral-tool", a -> Chats.tool(a[1], mistral(a[0])::chat))
        .add("azure-tool", a -> Chats.tool(a[1], azure(a[0])::chat))
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
}
