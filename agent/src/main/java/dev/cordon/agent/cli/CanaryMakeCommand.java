package dev.cordon.agent.cli;

import dev.cordon.engine.canary.Canaries;
import dev.cordon.engine.canary.CanaryCode;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.ScannerConfig;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code canary make}: makes a canary and says what to do with it. */
@Command(
    name = "make",
    mixinStandardHelpOptions = true,
    description =
        "Makes a canary of 100 random bits. The result has two lines: the canary, and the line that"
            + " stands for it in a file and tells it to nobody. What to do with them is said on"
            + " standard error.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:the command line is wrong"})
final class CanaryMakeCommand implements Callable<Integer> {
  private static final String[] HELP = {
    "The first line is the canary. Write it once into each copy of what must not leave: a line",
    "'Document id: ...' at a document's end, a field of a record, a comment in a file; or into a",
    "system prompt. Give each its own, so that an alarm tells what got out.",
    "",
    "The second line stands for it in a policy, and tells it to nobody who reads the policy:",
    "",
    "  canaries:",
    "    values_file: canaries.txt     # documents: refused in requests, masked in answers",
    "    prompts_file: prompts.txt     # system prompts: masked in answers",
    "",
    "Lines that begin with # are passed over: note there what each one stands in.",
    "policy check tells whether the policy can be read; the policy is watched, no restart is"
        + " needed."
  };

  private final Console console;

  CanaryMakeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String code = CanaryCode.make();
    Scanner scanner = Scanners.create(ScannerConfig.builder().build());
    while (isTaken(scanner, code)) {
      code = CanaryCode.make();
    }
    console.out.println(code);
    console.out.println(Canaries.hashed(code));
    for (String line : HELP) {
      console.err.println(line);
    }
    return ExitCode.OK;
  }

  /** Tells whether it looks like data of some type, which would be redacted. */
  private static boolean isTaken(Scanner scanner, String code) {
    byte[] text = code.getBytes(StandardCharsets.US_ASCII);
    Findings findings = new Findings();
    scanner.newSession().scan(text, 0, text.length, "", findings);
    return findings.size() > 0;
  }
}
