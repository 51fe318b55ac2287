package com.example.app;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import java.util.List;
import java.util.Map;

/** An application on Google's SDK. */
public final class Main {
  private static final String MODEL = "gemini-2.5-pro";

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> client(a[0]).models.generateContent(MODEL, a[1], null).text())
        .add("result", a -> result(a[0], a[1]))
        .add("stream", a -> stream(a[0], a[1]))
        .serveAndExit();
  }

  private static Client client(String url) {
    return Client.builder()
        .apiKey("k")
        .httpOptions(HttpOptions.builder().baseUrl(url).build())
        .build();
  }

  private static String result(String url, String text) {
    List<Content> contents =
        List.of(
            Content.fromParts(Part.fromText("who is it?")),
            Content.fromParts(Part.fromFunctionResponse("find", Map.of("text", text))));
    return client(url).models.generateContent(MODEL, contents, null).text();
  }

  private static String stream(String url, String prompt) {
    StringBuilder text = new StringBuilder();
    try (ResponseStream<GenerateContentResponse> answers =
        client(url).models.generateContentStream(MODEL, prompt, null)) {
      for (GenerateContentResponse answer : answers) {
        text.append(answer.text());
      }
    }
    return text.toString();
  }
}
