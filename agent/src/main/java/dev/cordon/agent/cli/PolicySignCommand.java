package dev.cordon.agent.cli;

import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.signature.DetachedSignature;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy sign}: signs a policy that is valid. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description =
        "Signs a policy file, if it is valid: writes FILE.sig. An agent with the argument"
            + " require_signature uses no policy without. Files that the policy names are not"
            + " covered.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the policy is not valid, or a file can't be read or written",
      "2:the command line is wrong",
      "3:the key can't be used"
    })
final class PolicySignCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "KEY",
      description = "The file with the private key, as keygen makes it.")
  private String key = "";

  @Parameters(paramLabel = "FILE", description = "The policy file.")
  private String file = "";

  PolicySignCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    FileSigner signer = new FileSigner(console, "policy sign");
    byte[] content = signer.content(file);
    if (content == null) {
      return ExitCode.NOT;
    }
    Policy policy = PolicyOption.parse("policy sign", file, content, console.err);
    return policy == null
        ? ExitCode.NOT
        : signer.sign(DetachedSignature.Kind.POLICY, file, content, key);
  }
}
