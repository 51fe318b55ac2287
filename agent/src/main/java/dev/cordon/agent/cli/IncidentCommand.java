package dev.cordon.agent.cli;

import dev.cordon.agent.report.CallSelection;
import dev.cordon.agent.report.IncidentPage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code incident}: tells what an incident at a vendor, of a key, a user or a caller touches. */
@Command(
    name = "incident",
    mixinStandardHelpOptions = true,
    description =
        "Tells of the calls to a vendor or host, with an API key, or of a user or caller, in a time:"
            + " which classes of data were in them and whether they left in clear, were replaced or"
            + " refused, which callers, users and keys, which conversations, and whom to call at the"
            + " vendor. As an HTML page without any reference to a network, or as JSON. Options"
            + " together mean calls that fit all of them.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the page is made, and the trail is intact",
      "1:the trail is not intact, empty or no trail (the page says so), or nothing could be made",
      "2:the command line is wrong",
      "3:the page is made; the trail's key is missing or another one: its hashes are not checked"
    })
final class IncidentCommand extends TrailCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--vendor", paramLabel = "NAME", description = "Calls to this vendor.")
  private @Nullable String vendor;

  @Option(names = "--host", paramLabel = "NAME", description = "Calls to this host.")
  private @Nullable String host;

  @Option(
      names = "--key",
      paramLabel = "FINGERPRINT",
      description = "Calls with this API key; 'audit fingerprint' tells its fingerprint.")
  private @Nullable String apiKey;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description =
          "Calls of this user, as records name them; 'audit fingerprint --user' tells how.")
  private @Nullable String user;

  @Option(
      names = "--caller",
      paramLabel = "NAME",
      description = "Calls of this method, class, package, or rule of callers.rules.")
  private @Nullable String caller;

  @Mixin private final TrailPeriod period = new TrailPeriod();

  @Option(names = "--json", description = "One JSON object, on standard output unless -o is given.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the page goes; incident.html by default, - for standard output.")
  private @Nullable String target;

  @ArgGroup private @Nullable KeyOption key;

  IncidentCommand(Console console) {
    super(console, "incident");
  }

  @Override
  int run(Path trail) throws IOException, KeyOption.Missing {
    CallSelection selection =
        new CallSelection()
            .only("vendor", vendor)
            .only("host", host)
            .only("key", apiKey)
            .only("user", user)
            .only("caller", caller)
            .between(period.begin(), period.end());
    if (selection.isAll()) {
      throw new ParameterException(
          spec.commandLine(),
          "say which calls: --vendor, --host, --key, --user, --caller, --from or --to");
    }
    IncidentPage page =
        IncidentPage.make(
            trail, KeyOption.key(key), selection, records -> complain(records + " records read"));
    String place = target == null ? (json ? "-" : "incident.html") : target;
    String text = json ? page.json() + '\n' : page.html();
    return PageOutput.put(console, "incident", place, text, page.verification(), trail);
  }
}
