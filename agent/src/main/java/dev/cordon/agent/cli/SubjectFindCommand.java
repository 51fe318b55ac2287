package dev.cordon.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.agent.audit.Verification;
import dev.cordon.agent.report.SubjectSearch;
import dev.cordon.engine.policy.TokenKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code subject find}: finds the calls that carried a person's data. */
@Command(
    name = "find",
    mixinStandardHelpOptions = true,
    description =
        "Reads a value of a person from standard input, one line: an e-mail address, a telephone"
            + " number, a name, the number of an identity document. Prints which calls carried it,"
            + " to whom and when. The value is written nowhere. It finds calls that were recorded"
            + " under 'audit.subjects: true', and needs the trail's key.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and the trail is intact; no call may have been found",
      "1:nothing was given, no record names persons, the trail is not intact or can't be read",
      "2:the command line is wrong",
      "3:the key is missing or another one"
    })
final class SubjectFindCommand extends TrailCommand {
  @ArgGroup private @Nullable KeyOption key;

  @Option(names = "--json", description = "An object a call, one a line.")
  private boolean json;

  SubjectFindCommand(Console console) {
    super(console, "subject find");
  }

  @Override
  int run(Path trail) throws IOException, KeyOption.Missing {
    byte[] secret = KeyOption.key(key);
    if (secret == null || secret.length < TokenKey.MIN_BYTES) {
      complain("the trail's key is needed: --key-env or --key-file");
      return ExitCode.KEY;
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(console.in, StandardCharsets.UTF_8));
    String value = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String text = line.startsWith("\ufeff") ? line.substring(1) : line;
      if (!text.trim().isEmpty() && !value.isEmpty()) {
        complain("one value at a time: more than one line was given");
        return ExitCode.USAGE;
      }
      value = text.trim().isEmpty() ? value : text;
    }
    if (value.isEmpty()) {
      complain("nothing was given on standard input");
      return ExitCode.NOT;
    }
    SubjectSearch found =
        SubjectSearch.find(trail, secret, value, records -> complain(records + " records read"));
    PrintStream out = console.bufferedOut();
    if (json) {
      json(out, found);
    } else {
      text(out, found);
    }
    out.flush();
    return verdict(found);
  }

  private int verdict(SubjectSearch found) {
    complain(Verification.count(found.calls().size() + found.more(), "call") + " carried it");
    if (found.more() > 0) {
      complain(found.more() + " of them are not listed");
    }
    if (found.incomplete() > 0) {
      complain(
          found.incomplete() + " calls held more persons than their records name: it may be there");
    }
    complain(Verdicts.sentence(found.verification()));
    int code = Verdicts.exitCode(found.verification());
    if (code == ExitCode.OK && found.named() == 0) {
      complain("no record names persons: audit.subjects was not on");
      return ExitCode.NOT;
    }
    return code;
  }

  private static void text(PrintStream out, SubjectSearch found) {
    for (SubjectSearch.Call call : found.calls()) {
      StringBuilder line = new StringBuilder();
      List<String> fields = call.fields();
      for (int i = 0; i < fields.size(); i++) {
        line.append(i == 0 ? "" : "  ");
        if (i > 0) {
          line.append(SubjectSearch.FIELDS.get(i)).append('=');
        }
        line.append(fields.get(i).isEmpty() ? "-" : printable(fields.get(i)));
      }
      out.println(line);
    }
  }

  /** A name in a trail is the application's text: it must not steer the terminal. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      clean.append(c > ' ' && c < 0x7f ? c : '_');
    }
    return clean.toString();
  }

  private static void json(PrintStream out, SubjectSearch found) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.setRootValueSeparator(null);
    for (SubjectSearch.Call call : found.calls()) {
      json.writeStartObject();
      List<String> fields = call.fields();
      for (int i = 0; i < fields.size(); i++) {
        if (!fields.get(i).isEmpty()) {
          json.writeStringField(SubjectSearch.FIELDS.get(i), fields.get(i));
        }
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
    json.flush();
  }
}
