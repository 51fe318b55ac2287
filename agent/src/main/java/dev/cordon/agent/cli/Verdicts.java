package dev.cordon.agent.cli;

import dev.cordon.agent.audit.Verification;

/** What the check of a trail comes to, in a sentence and as an exit code. */
final class Verdicts {
  private Verdicts() {}

  static int exitCode(Verification found) {
    switch (found.verdict()) {
      case INTACT:
        return ExitCode.OK;
      case KEY:
        return ExitCode.KEY;
      default:
        return ExitCode.NOT;
    }
  }

  static String sentence(Verification found) {
    String read =
        Verification.count(found.records(), "record")
            + " in "
            + Verification.count(found.files(), "file");
    switch (found.verdict()) {
      case INTACT:
        return "intact: " + read;
      case KEY:
        return "not checked: " + found.keyProblem();
      case EMPTY:
        return "empty: there is no record in this trail";
      case FOREIGN:
        return "this is no audit trail of Cordon: no line is one of its records";
      default:
        return "NOT intact: "
            + read
            + ", "
            + Verification.count(found.problems().size(), "problem");
    }
  }
}
