package dev.cordon.it.harness;

import java.util.List;

/** Invented data: reserved domains, test cards, numbers that nobody was given. */
public final class Sample {
  public static final String EMAIL = "nora.lind@example.com";
  public static final String PHONE = "+1 212 555 0147";
  public static final String CARD = "4111 1111 1111 1111";
  public static final String IBAN = "GB82 WEST 1234 5698 7654 32";
  public static final String SSN = "536-90-4399";
  public static final String OPENAI_KEY = "sk-proj-" + "Zk3vQ9mT7xW2bN5cR8yL" + "4hJ6pD1sF0gA";
  public static final String GITHUB_TOKEN = "ghp_" + "9aXk2LmQ7rTz5VwB3nYc8HdJ4sPf6GeU1oKi";

  /** Values that come back in the answer. */
  public static final List<String> PERSONAL = List.of(EMAIL, PHONE, IBAN, SSN);

  /** Values that don't come back. */
  public static final List<String> SECRET = List.of(CARD, OPENAI_KEY, GITHUB_TOKEN);

  /** All of them. */
  public static final List<String> ALL =
      List.of(EMAIL, PHONE, IBAN, SSN, CARD, OPENAI_KEY, GITHUB_TOKEN);

  /** A prompt with personal data alone. */
  public static final String PERSONAL_PROMPT =
      "Write to " + EMAIL + " or call " + PHONE + "; account IBAN " + IBAN + ", SSN " + SSN + ".";

  /** A prompt with everything. */
  public static final String PROMPT =
      PERSONAL_PROMPT
          + " Card "
          + CARD
          + ", api key "
          + OPENAI_KEY
          + ", token "
          + GITHUB_TOKEN
          + ".";

  /** A prompt with nothing in it. */
  public static final String HARMLESS = "Why is the sky blue? \u2013 Ærlig svar, takk \uD83C\uDF08";

  private Sample() {}
}
