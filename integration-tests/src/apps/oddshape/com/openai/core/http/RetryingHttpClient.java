package com.openai.core.http;

/** A client of a hooked name and another shape: none of the methods that are hooked. */
public final class RetryingHttpClient {
  /** Does what a later version might do instead. */
  public String perform(String request) {
    return "performed " + request;
  }
}
