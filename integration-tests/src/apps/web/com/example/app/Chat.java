package com.example.app;

/** A question as it stands in the body of a call. */
final class Chat {
  static final String PATH = "/v1/chat/completions";

  private Chat() {}

  /** Returns the body that asks a prompt, which has nothing that JSON escapes. */
  static String body(String prompt) {
    return "{\"model\":\"echo-1\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + prompt
        + "\"}]}";
  }
}
