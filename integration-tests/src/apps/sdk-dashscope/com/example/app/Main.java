package com.example.app;

import com.alibaba.dashscope.aigc.generation.Generation;
import com.alibaba.dashscope.aigc.generation.GenerationParam;
import com.alibaba.dashscope.aigc.generation.GenerationResult;
import com.alibaba.dashscope.aigc.multimodalconversation.MultiModalConversation;
import com.alibaba.dashscope.aigc.multimodalconversation.MultiModalConversationParam;
import com.alibaba.dashscope.aigc.multimodalconversation.MultiModalConversationResult;
import com.alibaba.dashscope.common.Message;
import com.alibaba.dashscope.common.MultiModalMessage;
import com.alibaba.dashscope.tools.FunctionDefinition;
import com.alibaba.dashscope.tools.ToolCallFunction;
import com.alibaba.dashscope.tools.ToolFunction;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.reactivex.Flowable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An application on Alibaba's DashScope SDK. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> plain(a[0], Collections.singletonList(message("user", a[1]))))
        .add("result", a -> plain(a[0], Arrays.asList(message("user", "who is it?"), tool(a[1]))))
        .add("stream", a -> stream(a[0], a[1], true))
        .add("repeated-stream", a -> stream(a[0], a[1], false))
        .add("tool", a -> called(a[0], a[1], false))
        .add("tool-stream", a -> called(a[0], a[1], true))
        .add("parts", a -> parts(a[0], a[1]))
        .add("parts-stream", a -> partsStreamed(a[0], a[1], true))
        .add("parts-repeated-stream", a -> partsStreamed(a[0], a[1], false))
        .serveAndExit();
  }

  private static Generation client(String url) {
    return new Generation("http", url + "/api/v1");
  }

  private static Message message(String role, String text) {
    return Message.builder().role(role).content(text).build();
  }

  private static Message tool(String text) {
    return Message.builder().role("tool").content(text).toolCallId("call_1").name("find").build();
  }

  private static GenerationParam.GenerationParamBuilder<?, ?> param(List<Message> messages) {
    return GenerationParam.builder()
        .apiKey("k")
        .model("qwen-plus")
        .messages(messages)
        .maxTokens(99)
        .resultFormat(GenerationParam.ResultFormat.MESSAGE);
  }

  private static Message said(GenerationResult result) {
    return result.getOutput().getChoices().get(0).getMessage();
  }

  private static String plain(String url, List<Message> messages) throws Exception {
    return said(client(url).call(param(messages).build())).getContent();
  }

  /** Streams; newer versions of the SDK ask for pieces themselves, but for a model such as this. */
  private static String stream(String url, String prompt, boolean pieces) throws Exception {
    GenerationParam param =
        param(Collections.singletonList(message("user", prompt)))
            .model(pieces ? "qwen-plus" : "qwen-omni-turbo")
            .incrementalOutput(pieces)
            .build();
    List<String> texts = new ArrayList<>();
    client(url).streamCall(param).blockingForEach(part -> texts.add(said(part).getContent()));
    return text(texts, pieces);
  }

  /** Joins pieces, or takes the last text and sees that it repeats those before it. */
  private static String text(List<String> texts, boolean pieces) {
    if (pieces) {
      return String.join("", texts);
    }
    String before = "";
    for (String text : texts) {
      if (!text.startsWith(before)) {
        throw new IllegalStateException(text + " is not what goes on from " + before);
      }
      before = text;
    }
    return before;
  }

  private static String called(String url, String prompt, boolean streams) throws Exception {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", "object");
    FunctionDefinition send =
        FunctionDefinition.builder()
            .name("send")
            .description("Sends a text.")
            .parameters(schema)
            .build();
    List<Message> messages = new ArrayList<>();
    messages.add(message("user", prompt));
    GenerationParam param =
        param(messages)
            .tools(Collections.singletonList(ToolFunction.builder().function(send).build()))
            .incrementalOutput(streams)
            .build();
    String arguments;
    if (streams) {
      StringBuilder pieces = new StringBuilder();
      client(url).streamCall(param).blockingForEach(part -> pieces.append(arguments(said(part))));
      arguments = pieces.toString();
    } else {
      Message asked = said(client(url).call(param));
      messages.add(asked);
      arguments = arguments(asked);
    }
    String told = JsonParser.parseString(arguments).getAsJsonObject().get("text").getAsString();
    messages.add(tool("sent: " + told));
    param.setMessages(messages);
    return said(client(url).call(param)).getContent();
  }

  private static String arguments(Message message) {
    return message.getToolCalls() == null || message.getToolCalls().isEmpty()
        ? ""
        : ((ToolCallFunction) message.getToolCalls().get(0)).getFunction().getArguments();
  }

  private static MultiModalConversationParam.MultiModalConversationParamBuilder<?, ?> parts(
      String prompt) {
    MultiModalMessage message =
        MultiModalMessage.builder()
            .role("user")
            .content(Collections.singletonList(Collections.singletonMap("text", prompt)))
            .build();
    return MultiModalConversationParam.builder()
        .apiKey("k")
        .model("qwen-vl-plus")
        .messages(Collections.singletonList(message));
  }

  private static String said(MultiModalConversationResult result) {
    return String.valueOf(
        result.getOutput().getChoices().get(0).getMessage().getContent().get(0).get("text"));
  }

  private static String parts(String url, String prompt) throws Exception {
    return said(new MultiModalConversation("http", url + "/api/v1").call(parts(prompt).build()));
  }

  private static String partsStreamed(String url, String prompt, boolean pieces) throws Exception {
    MultiModalConversationParam param =
        parts(prompt)
            .model(pieces ? "qwen-vl-plus" : "qwen-omni-turbo")
            .incrementalOutput(pieces)
            .build();
    List<String> texts = new ArrayList<>();
    Flowable<MultiModalConversationResult> answer =
        new MultiModalConversation("http", url + "/api/v1").streamCall(param);
    answer.blockingForEach(part -> texts.add(said(part)));
    return text(texts, pieces);
  }
}
