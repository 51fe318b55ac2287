package com.example.app;

import java.util.concurrent.Callable;

/** A call with one client, for a benchmark that doesn't know it. */
public final class Call implements Callable<String> {
  private final Client client = new Client();

  /** Makes the client. */
  public Call() throws Exception {}

  @Override
  public String call() throws Exception {
    String answer = client.ask("http://127.0.0.1:9", "");
    if (answer.isEmpty()) {
      throw new IllegalStateException("no answer");
    }
    return answer;
  }
}
