package dev.cordon.benchmarks.calls;

import java.util.Random;

/** Prompts of 4 KiB, or of as many as the variable {@code KIB} says; invented, no two alike. */
final class Prompt {
  static final int KIB = Integer.parseInt(System.getenv().getOrDefault("KIB", "4"));
  private static final int SIZE = KIB * 1024;
  private static final String[] FINDINGS = {
    "nora.lind@example.com",
    "+1 212 555 0147",
    "GB82 WEST 1234 5698 7654 32",
    "4111 1111 1111 1111",
    "ghp_9aXk2LmQ7rTz5VwB3nYc8HdJ4sPf6GeU1oKi",
  };

  private static final String[] BEGINNINGS = {
    "The customer wrote that",
    "She had heard in March that",
    "Our shop can only say that",
    "Please read the whole thread, because",
    "The carrier told us yesterday that",
    "A neighbour saw from the window that",
    "We would like to explain to her that",
    "It is not clear from the earlier answers whether",
    "Three colleagues have written down that",
    "At the end of the list somebody noted that",
    "In plain words and no more than ten sentences, say that",
    "The second mail of this morning suggests that",
    "Nobody on the team has an idea why",
    "Before you write the reply, remember that",
    "The table below shows how often",
    "As the manual explains in its second chapter,",
    "Looking back at the summer,",
    "Everybody who works in the warehouse knows that",
  };

  private static final String[] MIDDLES = {
    "the parcel came late",
    "only one of the lamps works",
    "a refund of half the price was offered",
    "the tone of the conversation changed",
    "the package left the depot on time",
    "the box stood open on one side for a week",
    "the shelf was delivered to another street",
    "a call that was promised never came",
    "the greeting should stay friendly and short",
    "some of the documents are still missing",
    "the warranty ends before the winter",
    "the second delivery was paid by the transport company",
    "prices of suppliers are not to be mentioned",
    "the new system answers slowly after lunch",
    "an apology for the delay is in order",
    "the upload of larger pictures fails now and then",
    "the colour of the curtains looks different by daylight",
    "nothing was written about the broken handle",
  };

  private static final String[] ENDINGS = {
    "and that she found it too little for the trouble.",
    "although it had been handed over at the door.",
    "so a repair should be suggested first.",
    "which is why the matter took so long.",
    "and each of them saw only a part of it.",
    "unless the reader already knows about it.",
    "while the rest is on its way back to the warehouse.",
    "because somebody forgot to close the lid.",
    "and a decision takes about two weeks.",
    "as long as nothing else comes between.",
    "in the order in which they were asked.",
    "but the open points should be listed once more.",
    "without telling anybody about the change.",
    "since the last version of the form was printed.",
    "when the weather was warm and the road was free.",
    "and leave out what makes the text longer than it needs to be.",
  };

  private Prompt() {}

  /**
   * Returns a prompt.
   *
   * @param findings whether five sensitive values are in it
   * @param number which prompt; the same number gives the same prompt
   */
  static String of(boolean findings, long number) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder(SIZE + 256);
    for (int i = 0; text.length() < SIZE; i++) {
      text.append(BEGINNINGS[random.nextInt(BEGINNINGS.length)]).append(' ');
      text.append(MIDDLES[random.nextInt(MIDDLES.length)]).append(' ');
      text.append(ENDINGS[random.nextInt(ENDINGS.length)]).append(' ');
      if (findings && i % 6 == 5 && i / 6 < FINDINGS.length) {
        text.append("Contact or account: ").append(FINDINGS[i / 6]).append(". ");
      }
    }
    return text.substring(0, SIZE);
  }
}
