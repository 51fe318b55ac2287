package com.example.app;

/** What the clients of the integration tests send here: a call that is none of ours. */
final class Chat {
  static final String PATH = "/orders/17/lines";

  private Chat() {}

  static String body(String prompt) {
    return "{\"count\":3}";
  }
}
