package com.example.app;

import dev.langchain4j.community.model.qianfan.QianfanChatModel;
import dev.langchain4j.community.model.qianfan.QianfanEmbeddingModel;
import dev.langchain4j.community.model.qianfan.QianfanLanguageModel;
import dev.langchain4j.community.model.qianfan.QianfanStreamingChatModel;
import dev.langchain4j.community.model.qianfan.QianfanStreamingLanguageModel;
import dev.langchain4j.community.model.zhipu.ZhipuAiChatModel;
import dev.langchain4j.community.model.zhipu.ZhipuAiEmbeddingModel;
import dev.langchain4j.community.model.zhipu.ZhipuAiStreamingChatModel;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application on LangChain4j's community modules, for Zhipu and Baidu's Qianfan. */
public final class Main {
  private static final String CHAT = "ERNIE-Bot";

  /** An identifier and what signs the tokens that are sent in its place. */
  private static final String KEY = "k.0123456789abcdef";

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("zhipu-plain", a -> zhipu(a[0]).chat(a[1]))
        .add("zhipu-stream", a -> Chats.stream(streamingZhipu(a[0]), a[1]))
        .add("zhipu-tool", a -> Chats.tool(a[1], zhipu(a[0])::chat))
        .add(
            "zhipu-tool-stream",
            a -> Chats.tool(a[1], request -> Chats.answer(streamingZhipu(a[0]), request, null)))
        .add("zhipu-embeddings", a -> embedded(zhipuEmbeddings(a[0]), a[1]))
        .add("qianfan-plain", a -> qianfan(a[0]).chat(a[1]))
        .add("qianfan-stream", a -> Chats.stream(streamingQianfan(a[0]), a[1]))
        .add("qianfan-tool", a -> Chats.tool(a[1], qianfan(a[0])::chat))
        .add(
            "qianfan-tool-stream",
            a -> Chats.tool(a[1], request -> Chats.answer(streamingQianfan(a[0]), request, null)))
        .add("qianfan-text", a -> text(a[0], a[1]))
        .add("qianfan-text-stream", a -> streamedText(a[0], a[1]))
        .add("qianfan-embeddings", a -> embedded(qianfanEmbeddings(a[0]), a[1]))
        .serveAndExit();
  }

  private static ChatModel zhipu(String url) {
    return ZhipuAiChatModel.builder().baseUrl(url).apiKey(KEY).model("glm-4").build();
  }

  private static StreamingChatModel streamingZhipu(String url) {
    return ZhipuAiStreamingChatModel.builder().baseUrl(url).apiKey(KEY).model("glm-4").build();
  }

  private static EmbeddingModel zhipuEmbeddings(String url) {
    return ZhipuAiEmbeddingModel.builder().baseUrl(url).apiKey(KEY).model("embedding-2").build();
  }

  private static ChatModel qianfan(String url) {
    return QianfanChatModel.builder()
        .baseUrl(url)
        .apiKey("k")
        .secretKey("s")
        .modelName(CHAT)
        .build();
  }

  private static StreamingChatModel streamingQianfan(String url) {
    return QianfanStreamingChatModel.builder()
        .baseUrl(url)
        .apiKey("k")
        .secretKey("s")
        .modelName(CHAT)
        .build();
  }

  private static String text(String url, String prompt) {
    return QianfanLanguageModel.builder()
        .baseUrl(url)
        .apiKey("k")
        .secretKey("s")
        .endpoint("sqlcoder_7b")
        .build()
        .generate(prompt)
        .content();
  }

  private static String streamedText(String url, String prompt) {
    StringBuffer text = new StringBuffer();
    CompletableFuture<String> done = new CompletableFuture<>();
    QianfanStreamingLanguageModel.builder()
        .baseUrl(url)
        .apiKey("k")
        .secretKey("s")
        .endpoint("sqlcoder_7b")
        .build()
        .generate(
            prompt,
            new StreamingResponseHandler<String>() {
              @Override
              public void onNext(String piece) {
                text.append(piece);
              }

              @Override
              public void onComplete(Response<String> response) {
                done.complete(text.toString());
              }

              @Override
              public void onError(Throwable failure) {
                done.completeExceptionally(failure);
              }
            });
    return done.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static EmbeddingModel qianfanEmbeddings(String url) {
    return QianfanEmbeddingModel.builder()
        .baseUrl(url)
        .apiKey("k")
        .secretKey("s")
        .endpoint("embedding-v1")
        .build();
  }

  /** What is embedded doesn't come back: the text stays the application's. */
  private static String embedded(EmbeddingModel model, String text) {
    int length = model.embed(text).content().dimension();
    return length == 2 ? text : "an embedding of length " + length;
  }
}
