package dev.cordon.it.demo;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.EchoModel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model that does as it is told with what it was given, whatever that is. */
final class DemoModel {
  private DemoModel() {}

  static Answer answer() {
    return EchoModel.saying(DemoModel::reply, 5);
  }

  private static String reply(String prompt) {
    return "We refund "
        + line(prompt, "Refund to")
        + " today and write to "
        + line(prompt, "Mail")
        + " when it is done. If anything is unclear we call "
        + line(prompt, "Phone")
        + "; the card "
        + line(prompt, "Card")
        + " is not charged.";
  }

  private static String line(String prompt, String label) {
    Matcher line = Pattern.compile("(?m)^" + label + ": (.*)$").matcher(prompt);
    return line.find() ? line.group(1).trim() : "?";
  }
}
