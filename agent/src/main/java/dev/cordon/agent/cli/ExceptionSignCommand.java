package dev.cordon.agent.cli;

import dev.cordon.engine.policy.Exemptions;
import dev.cordon.engine.policy.PolicyProblem;
import dev.cordon.engine.signature.DetachedSignature;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exception sign}: signs a file of exceptions that is valid. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description =
        "Signs a file of exceptions, if it is valid: writes FILE.sig. Whether a policy has the"
            + " callers and limits that it names tells exception list.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the file is not valid, or a file can't be read or written",
      "2:the command line is wrong",
      "3:the key can't be used"
    })
final class ExceptionSignCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "KEY",
      description = "The file with the private key, as keygen makes it.")
  private String key = "";

  @Parameters(paramLabel = "FILE", description = "The file with the exceptions.")
  private String file = "";

  ExceptionSignCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    FileSigner signer = new FileSigner(console, "exception sign");
    byte[] content = signer.content(file);
    if (content == null) {
      return ExitCode.NOT;
    }
    Exemptions exceptions = Exemptions.parse(file, content);
    for (PolicyProblem problem : exceptions.problems()) {
      console.err.println("exception sign: " + problem);
    }
    return exceptions.problems().isEmpty()
        ? signer.sign(DetachedSignature.Kind.EXCEPTIONS, file, content, key)
        : ExitCode.NOT;
  }
}
