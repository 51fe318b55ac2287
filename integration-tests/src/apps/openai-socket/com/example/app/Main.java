package com.example.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.ResponseConnection;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponsesClientEvent;
import com.openai.models.responses.ResponsesServerEvent;

/** An application that speaks to the Responses API through openai-java's WebSocket. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner().add("socket", a -> socket(a[0], a[1])).serveAndExit();
  }

  /** Returns the text as it came in pieces, and the whole one at the end, each on its line. */
  private static String socket(String baseUrl, String prompt) {
    OpenAIClient client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("demo").build();
    StringBuilder text = new StringBuilder();
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(
          ResponsesClientEvent.ofResponseCreate(
              ResponsesClientEvent.ResponseCreate.builder().model("echo-1").input(prompt).build()));
      while (true) {
        ResponsesServerEvent event = connection.receive();
        if (event.isResponseOutputTextDelta()) {
          text.append(event.asResponseOutputTextDelta().delta());
        } else if (event.isResponseCompleted()) {
          return text + "\n" + whole(event.asResponseCompleted().response());
        }
      }
    }
  }

  private static String whole(Response response) {
    return response.output().get(0).asMessage().content().get(0).asOutputText().text();
  }
}
