package com.example.app;

import com.azure.ai.inference.ChatCompletionsClientBuilder;
import com.azure.core.http.HttpHeaderName;
import com.ibm.watsonx.ai.core.auth.Authenticator;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.cohere.CohereEmbeddingModel;
import dev.langchain4j.model.cohere.CohereScoringModel;
import dev.langchain4j.model.github.GitHubModelsChatModel;
import dev.langchain4j.model.github.GitHubModelsStreamingChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialStreamingChatModel;
import dev.langchain4j.model.watsonx.WatsonxChatModel;
import dev.langchain4j.model.watsonx.WatsonxEmbeddingModel;
import dev.langchain4j.model.watsonx.WatsonxStreamingChatModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An application on those of LangChain4j's providers that have an SDK or a form of their own. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("official-plain", a -> official(a[0]).chat(a[1]))
        .add("official-stream", a -> Chats.stream(streamingOfficial(a[0]), a[1]))
        .add("official-tool", a -> Chats.tool(a[1], official(a[0])::chat))
        .add(
            "official-tool-stream",
            a -> Chats.tool(a[1], request -> Chats.answer(streamingOfficial(a[0]), request, null)))
        .add("github-plain", a -> github(a[0]).chat(a[1]))
        .add("github-stream", a -> Chats.stream(streamingGithub(a[0]), a[1]))
        .add("github-tool", a -> Chats.tool(a[1], github(a[0])::chat))
        .add("watsonx-plain", a -> watsonx(a[0]).chat(a[1]))
        .add("watsonx-stream", a -> Chats.stream(streamingWatsonx(a[0]), a[1]))
        .add("watsonx-tool", a -> Chats.tool(a[1], watsonx(a[0])::chat))
        .add("watsonx-embeddings", a -> watsonxEmbeddings(a[0], a[1]))
        .add("cohere-embeddings", a -> cohereEmbeddings(a[0], a[1]))
        .add("cohere-scores", a -> cohereScores(a[0], a[1]))
        .serveAndExit();
  }

  private static ChatModel official(String url) {
    return OpenAiOfficialChatModel.builder()
        .baseUrl(url + "/v1")
        .apiKey("k")
        .modelName("echo-1")
        .build();
  }

  private static StreamingChatModel streamingOfficial(String url) {
    return OpenAiOfficialStreamingChatModel.builder()
        .baseUrl(url + "/v1")
        .apiKey("k")
        .modelName("echo-1")
        .build();
  }

  private static ChatCompletionsClientBuilder githubClient(String url) {
    return new ChatCompletionsClientBuilder()
        .endpoint(url)
        .addPolicy(
            (context, next) -> { // a key credential would insist on TLS
              context
                  .getHttpRequest()
                  .setHeader(HttpHeaderName.fromString("api-key"), "0123456789abcdef");
              return next.process();
            });
  }

  private static ChatModel github(String url) {
    return GitHubModelsChatModel.builder()
        .chatCompletionsClient(githubClient(url).buildClient())
        .modelName("echo-1")
        .build();
  }

  private static StreamingChatModel streamingGithub(String url) {
    return GitHubModelsStreamingChatModel.builder()
        .chatCompletionsAsyncClient(githubClient(url).buildAsyncClient())
        .modelName("echo-1")
        .build();
  }

  private static Authenticator token() {
    return new Authenticator() {
      @Override
      public String token() {
        return "t";
      }

      @Override
      public CompletableFuture<String> asyncToken() {
        return CompletableFuture.completedFuture("t");
      }
    };
  }

  private static ChatModel watsonx(String url) {
    return WatsonxChatModel.builder()
        .baseUrl(url)
        .authenticator(token())
        .projectId("p")
        .modelName("echo-1")
        .build();
  }

  private static StreamingChatModel streamingWatsonx(String url) {
    return WatsonxStreamingChatModel.builder()
        .baseUrl(url)
        .authenticator(token())
        .projectId("p")
        .modelName("echo-1")
        .build();
  }

  /** What is embedded doesn't come back: the text stays the application's. */
  private static String watsonxEmbeddings(String url, String text) {
    int length =
        WatsonxEmbeddingModel.builder()
            .baseUrl(url)
            .authenticator(token())
            .projectId("p")
            .modelName("echo-1")
            .build()
            .embed(text)
            .content()
            .dimension();
    return length == 2 ? text : "an embedding of length " + length;
  }

  private static String cohereEmbeddings(String url, String text) {
    int length =
        CohereEmbeddingModel.builder()
            .baseUrl(url + "/v1/")
            .apiKey("k")
            .modelName("echo-1")
            .inputType("search_document")
            .build()
            .embed(text)
            .content()
            .dimension();
    return length == 2 ? text : "an embedding of length " + length;
  }

  private static String cohereScores(String url, String text) {
    double score =
        CohereScoringModel.builder()
            .baseUrl(url + "/v1/")
            .apiKey("k")
            .modelName("echo-1")
            .build()
            .scoreAll(List.of(TextSegment.from(text)), "who is it?")
            .content()
            .get(0);
    return score == 0.5 ? text : "a score of " + score;
  }
}
