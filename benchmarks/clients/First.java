package com.example.app;

/** Calls once and ends. */
public final class First {
  private First() {}

  public static void main(String[] arguments) throws Exception {
    try (Client client = new Client()) {
      String prompt = "Please write to jane.doe@example.com today.";
      System.out.println(client.ask(arguments[0], prompt).length());
      System.exit(0); // some have threads that would stay
    }
  }
}
