package com.example.app;

import dev.langchain4j.agent.tool.Tool;
import jakarta.enterprise.context.ApplicationScoped;

/** A tool that the model calls. */
@ApplicationScoped
public class Post {
  @Tool("Sends.")
  public String send(String text) {
    return "sent: " + text;
  }
}
