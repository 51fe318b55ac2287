package com.example.app;

import com.google.genai.AsyncSession;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.LiveConnectConfig;
import com.google.genai.types.LiveSendClientContentParameters;
import com.google.genai.types.LiveServerContent;
import com.google.genai.types.LiveServerMessage;
import com.google.genai.types.Modality;
import com.google.genai.types.Part;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application that holds a conversation through google-genai's Live API. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner().add("live", a -> live(a[0], a[1], a[2])).serveAndExit();
  }

  /** Says one thing under a system instruction; returns what the model says until its turn ends. */
  private static String live(String baseUrl, String instruction, String prompt) throws Exception {
    Client client =
        Client.builder()
            .apiKey("demo")
            .httpOptions(HttpOptions.builder().baseUrl(baseUrl).build())
            .build();
    LiveConnectConfig config =
        LiveConnectConfig.builder()
            .responseModalities(Collections.singletonList(new Modality("TEXT")))
            .systemInstruction(Content.fromParts(Part.fromText(instruction)))
            .build();
    AsyncSession session =
        client.async.live.connect("gemini-live-1", config).get(30, TimeUnit.SECONDS);
    StringBuilder said = new StringBuilder();
    CompletableFuture<String> turn = new CompletableFuture<>();
    session.receive(message -> take(message, said, turn)).get(30, TimeUnit.SECONDS);
    session
        .sendClientContent(
            LiveSendClientContentParameters.builder()
                .turns(Content.fromParts(Part.fromText(prompt)))
                .turnComplete(true)
                .build())
        .get(30, TimeUnit.SECONDS);
    String text = turn.get(30, TimeUnit.SECONDS);
    session.close().get(30, TimeUnit.SECONDS);
    return text;
  }

  private static void take(
      LiveServerMessage message, StringBuilder said, CompletableFuture<String> turn) {
    LiveServerContent content = message.serverContent().orElse(null);
    if (content == null) {
      return;
    }
    content.modelTurn().ifPresent(model -> said.append(model.text()));
    if (content.turnComplete().orElse(false)) {
      turn.complete(said.toString());
    }
  }
}
