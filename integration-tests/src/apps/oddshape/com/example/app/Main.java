package com.example.app;

import com.openai.core.http.RetryingHttpClient;

/** An application whose library has another shape; it makes no call that anybody sees, and ends. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("once")) {
      System.out.println(new RetryingHttpClient().perform("once"));
      return;
    }
    new Runner().add("perform", a -> new RetryingHttpClient().perform(a[0])).serve();
  }
}
