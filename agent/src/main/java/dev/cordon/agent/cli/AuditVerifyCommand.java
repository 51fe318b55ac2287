package dev.cordon.agent.cli;

import dev.cordon.agent.audit.AuditVerifier;
import dev.cordon.agent.audit.Verification;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code audit verify}: tells whether a trail is whole, and where it is not. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks every record of the trail and of the files beside it: none removed, changed, moved or"
          + " added. What is wrong goes to standard output, the verdict to standard error.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the trail is intact",
      "1:it is not, it is empty, it is no trail, or it can't be read",
      "2:the command line is wrong",
      "3:the key is missing, or not the trail's: the hashes can't be checked"
    })
final class AuditVerifyCommand extends TrailCommand {
  private static final String ADVICE =
      "What to do: keep these files as they are, find out who could write them, and look for what is\n"
          + "named above in a backup or in the copy that a log collector has.";

  @ArgGroup private @Nullable KeyOption key;

  AuditVerifyCommand(Console console) {
    super(console, "audit verify");
  }

  @Override
  int run(Path trail) throws IOException, KeyOption.Missing {
    Verification found = new AuditVerifier(trail, KeyOption.key(key)).verify();
    for (String note : found.notes()) {
      console.out.println("note: " + note);
    }
    for (String problem : found.problems()) {
      console.out.println("NOT INTACT: " + problem);
    }
    console.out.flush();
    complain(Verdicts.sentence(found));
    if (found.verdict() == Verification.Verdict.NOT_INTACT) {
      console.err.println(ADVICE);
    }
    return Verdicts.exitCode(found);
  }
}
