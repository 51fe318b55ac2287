package com.example.app;

import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.models.Gemini;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.FunctionTool;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import java.util.Map;

/** An application on Google's Agent Development Kit. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("plain", a -> run(agent(a[0]).build(), a[1], RunConfig.StreamingMode.NONE))
        .add("stream", a -> run(agent(a[0]).build(), a[1], RunConfig.StreamingMode.SSE))
        .add("tool", a -> run(withTool(a[0]), a[1], RunConfig.StreamingMode.NONE))
        .serveAndExit();
  }

  private static LlmAgent.Builder agent(String url) {
    Client client =
        Client.builder()
            .apiKey("k")
            .httpOptions(HttpOptions.builder().baseUrl(url).build())
            .build();
    return LlmAgent.builder()
        .name("agent")
        .model(Gemini.builder().modelName("gemini-2.5-pro").apiClient(client).build());
  }

  private static LlmAgent withTool(String url) {
    return agent(url).tools(FunctionTool.create(Main.class, "send")).build();
  }

  /** A tool of the application. */
  public static Map<String, Object> send(@Schema(name = "text") String text) {
    return Map.of("text", "sent: " + text);
  }

  /** Returns the last thing that the agent says, or its pieces. */
  private static String run(LlmAgent agent, String prompt, RunConfig.StreamingMode mode) {
    InMemoryRunner runner = new InMemoryRunner(agent);
    Session session = runner.sessionService().createSession(runner.appName(), "u").blockingGet();
    StringBuilder text = new StringBuilder();
    runner
        .runAsync(
            "u",
            session.id(),
            Content.fromParts(Part.fromText(prompt)),
            RunConfig.builder().setStreamingMode(mode).build())
        .blockingForEach(
            event -> {
              boolean whole = !event.partial().orElse(false);
              if (whole == (mode == RunConfig.StreamingMode.NONE)) {
                event
                    .content()
                    .flatMap(Content::parts)
                    .ifPresent(parts -> parts.forEach(part -> text.append(part.text().orElse(""))));
              }
            });
    return text.toString();
  }
}
