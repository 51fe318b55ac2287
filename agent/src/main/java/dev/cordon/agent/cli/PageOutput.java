package dev.cordon.agent.cli;

import dev.cordon.agent.audit.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Objects;

/** Where a command that makes a page of a trail puts it, and what it says about the trail. */
final class PageOutput {
  private PageOutput() {}

  /**
   * Writes what was made and says whether the trail is whole.
   *
   * @param console standard output and error
   * @param command the command's name in messages
   * @param target a file, or {@code -} for standard output
   * @param text what was made
   * @param checked the check of the trail
   * @param trail the trail
   * @return the exit code
   */
  static int put(
      Console console,
      String command,
      String target,
      String text,
      Verification checked,
      Path trail) {
    if (target.equals("-")) {
      console.out.print(text);
      console.out.flush();
    } else {
      if (isOfTrail(Paths.get(target), trail)) {
        console.err.println(
            command + ": " + target + " is the trail itself: name another file with -o");
        return ExitCode.USAGE;
      }
      try {
        Files.write(Paths.get(target), text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        console.err.println(command + ": " + target + ": " + Unreadable.why(e));
        return ExitCode.NOT;
      }
      console.err.println(command + ": wrote " + target);
    }
    console.err.println(command + ": " + Verdicts.sentence(checked));
    if (checked.verdict() == Verification.Verdict.NOT_INTACT) {
      console.err.println(command + ": 'audit verify " + trail + "' says where");
    }
    return Verdicts.exitCode(checked);
  }

  /** Tells whether a page would overwrite the trail or a file beside it that belongs to it. */
  private static boolean isOfTrail(Path target, Path trail) {
    try {
      Path page = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
      Path kept = Files.exists(trail) ? trail.toRealPath() : trail.toAbsolutePath().normalize();
      return page.equals(kept)
          || (page.startsWith(kept) && Files.isRegularFile(page))
          || (Objects.equals(page.getParent(), kept.getParent())
              && page.getFileName().toString().startsWith(kept.getFileName() + "."));
    } catch (IOException e) {
      return false; // the writing will say why
    }
  }
}
