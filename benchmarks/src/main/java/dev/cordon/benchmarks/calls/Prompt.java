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

  /** No two sentences in a row are the same: a text that repeats itself costs less. */
  private static final String[] SENTENCES = {
    "The customer wrote that the parcel came late and that the box was open on one side.",
    "She had ordered two lamps and a shelf in March, and only one of the lamps works.",
    "Our shop offered a refund of half the price, which she found too little for the trouble.",
    "Please read the whole thread before you answer, because the tone changes after the second mail.",
    "The carrier says that the package left the depot on time and was handed over at the door.",
    "A neighbour took it in and kept it for a week without telling anybody about it.",
    "We would like to keep her as a client, so be friendly, short and clear about what comes next.",
    "Explain which documents are needed, where they can be uploaded and how long a decision takes.",
    "If the lamp is still under warranty, suggest a repair first and a replacement after that.",
    "The earlier answer promised a call that never came, and an apology for this is in order.",
    "Do not mention other customers, prices of our suppliers or anything about the new system.",
    "Three colleagues have worked on this case, and each of them saw only a part of it.",
    "At the end, list the open points in the order in which somebody should look at them.",
    "Use plain words, no more than ten sentences, and leave out what the reader already knows.",
    "The shelf was delivered to another address and is now on its way back to the warehouse.",
    "It is not clear yet who pays for the second delivery, the shop or the transport company.",
    "Write the reply in the language of the last message and keep the greeting that she used.",
  };

  private Prompt() {}

  /**
   * Returns a prompt.
   *
   * @param findings whether ten sensitive values are in it
   */
  static String of(boolean findings) {
    StringBuilder text = new StringBuilder(SIZE);
    for (int i = 0; text.length() < SIZE; i++) {
      // Steps of five and seven, so that it takes long until two follow each other again.
      text.append(SENTENCES[(i * 5 + i / 17 * 7) % SENTENCES.length]).append(' ');
      if (findings && i % 4 == 3 && i / 4 < FINDINGS.length) {
        text.append("Contact or account: ").append(FINDINGS[i / 4]).append(". ");
      }
    }
    return text.substring(0, SIZE);
  }
}
