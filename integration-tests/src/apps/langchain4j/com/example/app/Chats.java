package com.example.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What the applications on LangChain4j do with its models. */
final class Chats {
  private Chats() {}

  /** Does what the model asks for, and tells it what came of it. */
  static String tool(String prompt, Function<ChatRequest, ChatResponse> model) throws Exception {
    ToolSpecification send =
        ToolSpecification.builder()
            .name("send")
            .description("Sends a text.")
            .parameters(JsonObjectSchema.builder().addStringProperty("text").build())
            .build();
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(UserMessage.from(prompt));
    ChatResponse asked =
        model.apply(ChatRequest.builder().messages(messages).toolSpecifications(send).build());
    ToolExecutionRequest call = asked.aiMessage().toolExecutionRequests().get(0);
    String told = new ObjectMapper().readTree(call.arguments()).path("text").asText();
    messages.add(asked.aiMessage());
    messages.add(ToolExecutionResultMessage.from(call, "sent: " + told));
    return model
        .apply(ChatRequest.builder().messages(messages).toolSpecifications(send).build())
        .aiMessage()
        .text();
  }

  /** Returns all that a model streams. */
  static String stream(StreamingChatModel model, String prompt) {
    StringBuffer text = new StringBuffer();
    answer(model, ChatRequest.builder().messages(UserMessage.from(prompt)).build(), text);
    return text.toString();
  }

  /** Asks a model that streams; what comes is added to a text, if there is one. */
  static ChatResponse answer(StreamingChatModel model, ChatRequest request, StringBuffer text) {
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    model.chat(
        request,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String partial) {
            if (text != null) {
              text.append(partial);
            }
          }

          @Override
          public void onCompleteResponse(ChatResponse complete) {
            done.complete(complete);
          }

          @Override
          public void onError(Throwable failure) {
            done.completeExceptionally(failure);
          }
        });
    return done.orTimeout(60, TimeUnit.SECONDS).join();
  }
}
