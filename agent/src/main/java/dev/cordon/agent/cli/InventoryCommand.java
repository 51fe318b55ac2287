package dev.cordon.agent.cli;

import dev.cordon.agent.report.CallSelection;
import dev.cordon.agent.report.Inventory;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inventory}: tells who uses AI here, for what, with which data. */
@Command(
    name = "inventory",
    mixinStandardHelpOptions = true,
    description =
        "Tells who uses AI, for what, with which classes of data, vendor, region, model and API key,"
            + " as a trail recorded it: what a record of processing activities (GDPR, article 30)"
            + " needs to know of AI calls. As an HTML page without any reference to a network, as"
            + " CSV or as JSON.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is made, and the trail is intact",
      "1:the trail is not intact, empty or no trail (the page says so), or nothing could be made",
      "2:the command line is wrong",
      "3:it is made; the trail's key is missing or another one: its hashes are not checked"
    })
final class InventoryCommand extends TrailCommand {
  /** How it is written. */
  enum Format {
    html,
    csv,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "html",
      description = "html (default), csv (RFC 4180), or json: one object.")
  private Format format = Format.html;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where it goes; inventory.html by default, standard output (-) for csv and json.")
  private @Nullable String target;

  @Mixin private final TrailPeriod period = new TrailPeriod();

  @ArgGroup private @Nullable KeyOption key;

  InventoryCommand(Console console) {
    super(console, "inventory");
  }

  @Override
  int run(Path trail) throws IOException, KeyOption.Missing {
    CallSelection selection = new CallSelection().between(period.begin(), period.end());
    Inventory inventory =
        Inventory.make(
            trail, KeyOption.key(key), selection, records -> complain(records + " records read"));
    String place = target == null ? (format == Format.html ? "inventory.html" : "-") : target;
    return PageOutput.put(
        console, "inventory", place, text(inventory), inventory.verification(), trail);
  }

  private String text(Inventory inventory) throws IOException {
    switch (format) {
      case csv:
        return inventory.csv();
      case json:
        return inventory.json() + '\n';
      default:
        return inventory.html();
    }
  }
}
