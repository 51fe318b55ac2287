package dev.cordon.agent.cli;

import dev.cordon.agent.audit.Fingerprints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit fingerprint}: tells how a key or a user is named in a trail. */
@Command(
    name = "fingerprint",
    mixinStandardHelpOptions = true,
    description =
        "Reads an API key from standard input, one line, and prints what the field 'key' holds in"
            + " records of calls with it; with --user, a user and the field 'user'.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:nothing was given, or the trail can't be read",
      "2:the command line is wrong",
      "3:the key is missing"
    })
final class AuditFingerprintCommand extends TrailCommand {
  @ArgGroup private @Nullable KeyOption key;

  @Option(names = "--user", description = "What is read is a user, and not an API key.")
  private boolean user;

  AuditFingerprintCommand(Console console) {
    super(console, "audit fingerprint");
  }

  @Override
  int run(Path trail) throws IOException, KeyOption.Missing {
    byte[] secret = KeyOption.key(key);
    String value =
        new BufferedReader(new InputStreamReader(console.in, StandardCharsets.UTF_8)).readLine();
    List<String> found =
        value == null || value.trim().isEmpty()
            ? Collections.<String>emptyList()
            : Fingerprints.of(trail, secret, user, value.trim());
    for (String fingerprint : found) {
      console.out.println(fingerprint);
    }
    if (found.isEmpty()) {
      complain("nothing was given, or there is no trail " + trail);
    }
    return found.isEmpty() ? ExitCode.NOT : ExitCode.OK;
  }
}
