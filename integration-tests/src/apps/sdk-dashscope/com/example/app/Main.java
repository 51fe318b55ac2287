package com.example.app;

import com.alibaba.dashscope.aigc.generation.Generation;
import com.alibaba.dashscope.aigc.generation.GenerationParam;
import com.alibaba.dashscope.common.Message;
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
        .add("stream", a -> stream(a[0], a[1]))
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
        .resultFormat(GenerationParam.ResultFormat.MESSAGE);
  }

  private static String plain(String url, List<Message> messages) throws Exception {
    return client(url)
        .call(param(messages).build())
        .getOutput()
        .getChoices()
        .get(0)
        .getMessage()
        .getContent();
  }

  private static String stream(String url, String prompt) throws Exception {
    StringBuilder text = new StringBuilder();
    client(url)
        .streamCall(
            param(Collections.singletonList(message("user", prompt)))
                .incrementalOutput(true)
                .build())
        .blockingForEach(
            part -> text.append(part.getOutput().getChoices().get(0).getMessage().getContent()));
    return text.toString();
  }
}
