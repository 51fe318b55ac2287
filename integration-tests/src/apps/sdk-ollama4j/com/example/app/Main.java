package com.example.app;

import io.github.ollama4j.Ollama;
import io.github.ollama4j.models.generate.OllamaGenerateRequest;
import io.github.ollama4j.models.generate.OllamaGenerateStreamObserver;
import io.github.ollama4j.models.request.ThinkMode;

/** An application on Ollama4j. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> generated(a[0], a[1], null))
        .add("stream", a -> stream(a[0], a[1]))
        .serveAndExit();
  }

  private static String generated(String url, String prompt, OllamaGenerateStreamObserver observer)
      throws Exception {
    OllamaGenerateRequest request =
        OllamaGenerateRequest.builder()
            .withModel("echo-1")
            .withPrompt(prompt)
            .withThink(ThinkMode.DISABLED)
            .build();
    return new Ollama(url).generate(request, observer).getResponse();
  }

  private static String stream(String url, String prompt) throws Exception {
    StringBuilder text = new StringBuilder();
    generated(url, prompt, new OllamaGenerateStreamObserver(null, text::append));
    return text.toString();
  }
}
