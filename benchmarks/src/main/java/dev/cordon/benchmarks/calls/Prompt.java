package dev.cordon.benchmarks.calls;

/** Prompts of 4 KiB, all invented. */
final class Prompt {
  private static final int SIZE = 4096;
  private static final String[] FINDINGS = {
    "nora.lind@example.com",
    "omar.haddad@example.org",
    "+1 212 555 0147",
    "+1 415 555 0132",
    "GB82 WEST 1234 5698 7654 32",
    "DE89 3704 0044 0532 0130 00",
    "536-90-4399",
    "4111 1111 1111 1111",
    "lena.koch@example.net",
    "ghp_9aXk2LmQ7rTz5VwB3nYc8HdJ4sPf6GeU1oKi",
  };
  private static final String SENTENCE =
      "The customer wrote that the parcel came late and that the box was open on one side. ";

  private Prompt() {}

  /**
   * Returns a prompt.
   *
   * @param findings whether ten sensitive values are in it
   */
  static String of(boolean findings) {
    StringBuilder text = new StringBuilder(SIZE);
    for (int i = 0; text.length() < SIZE; i++) {
      text.append(SENTENCE);
      if (findings && i % 4 == 3 && i / 4 < FINDINGS.length) {
        text.append("Contact or account: ").append(FINDINGS[i / 4]).append(". ");
      }
    }
    return text.substring(0, SIZE);
  }
}
