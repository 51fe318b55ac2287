package com.example.app;

import java.util.Arrays;

/** Calls with one client: once, or so often that the median of its blocks says what a call costs. */
public final class Measured {
  private static final String PROMPT = "Please write to jane.doe@example.com today.";
  private static final int BLOCKS = 21;

  private Measured() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    int calls = Integer.parseInt(arguments[1]);
    try (Client client = new Client()) {
      if (calls == 1) {
        System.out.println(client.ask(url, PROMPT).length());
        System.exit(0); // some have threads that would stay
      }
      run(client, url, 5 * calls);
      long[] nanos = new long[BLOCKS];
      for (int block = 0; block < BLOCKS; block++) {
        long from = System.nanoTime();
        run(client, url, calls);
        nanos[block] = (System.nanoTime() - from) / calls;
      }
      Arrays.sort(nanos);
      System.out.println(nanos[BLOCKS / 2]);
      System.exit(0);
    }
  }

  private static void run(Client client, String url, int calls) throws Exception {
    for (int i = 0; i < calls; i++) {
      if (client.ask(url, PROMPT).isEmpty()) {
        throw new IllegalStateException("no answer");
      }
    }
  }
}
