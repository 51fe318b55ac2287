package dev.cordon.agent.cli;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.call.Rehearsal;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicySource;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code redact}: shows what would leave, so that a policy can be tried before it is rolled out.
 */
@Command(
    name = "redact",
    mixinStandardHelpOptions = true,
    description =
        "Prints a request's body as it would leave, byte for byte, and on standard error what was"
            + " found in it; never the values. Nothing is sent and nothing is kept.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something can't be read, or a text doesn't come back",
      "2:the command line or the policy is wrong",
      "3:the policy refuses the request"
    })
final class RedactCommand implements Callable<Integer> {
  private static final int REFUSED = 3;

  private final Console console;
  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "The API's wire format, such as openai.chat; 'list' names all.")
  private String formatName = "";

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy to try; the safe default without it.")
  private @Nullable String policyFile;

  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      description = "Who would receive the call, for rules that name a vendor.")
  private @Nullable String vendor;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      defaultValue = "application/json",
      description = "The body's media type; application/json by default.")
  private String contentType = "application/json";

  @Option(
      names = "--restore",
      description = "Lets a model repeat every text and looks whether it comes back.")
  private boolean restore;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "The request's body; standard input without it, or with -.")
  private String file = "-";

  RedactCommand(Console console) {
    this.console = console;
    this.out = console.out;
    this.err = console.err;
  }

  @Override
  public Integer call() {
    if (formatName.equals("list")) {
      out.println(formats("\n"));
      return ExitCode.OK;
    }
    WireFormat format = WireFormats.catalogue().byId(formatName);
    if (format == null) {
      throw wrong("unknown format '" + formatName + "'; known are: " + formats(", "));
    }
    if (vendor != null && !VendorCatalogue.builtIn().ids().contains(vendor)) {
      throw wrong("unknown vendor '" + vendor + "'");
    }
    Policy policy = PolicyOption.read("redact", policyFile, err);
    if (policy == null) {
      return ExitCode.USAGE;
    }
    try {
      return rehearse(policy, format, body());
    } catch (IOException | InvalidPathException e) {
      err.println("redact: " + file + ": " + Unreadable.why(e));
      return ExitCode.NOT;
    }
  }

  private byte[] body() throws IOException {
    if (!file.equals("-")) {
      return Files.readAllBytes(Paths.get(file));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = console.in.read(buffer); n >= 0; n = console.in.read(buffer)) {
      body.write(buffer, 0, n);
    }
    return body.toByteArray();
  }

  private static String formats(String separator) {
    return String.join(separator, WireFormats.catalogue().ids());
  }

  private ParameterException wrong(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }

  private int rehearse(Policy policy, WireFormat format, byte[] body) {
    Engine engine =
        Engine.start(
            new EngineConfig()
                .policies(
                    new PolicySource() {
                      @Override
                      public Policy current() {
                        return policy;
                      }
                    })
                .vault(Vault.NONE)
                .log(new CommandLog("redact", err)));
    Rehearsal rehearsal = engine.rehearse(format, vendor, head(), null, body);
    for (FindingCount count : rehearsal.record().inputFindings().values()) {
      err.println(count.type().id() + " " + count.count() + " " + count.action());
    }
    String refusal = rehearsal.refusal();
    if (refusal != null) {
      err.println("redact: refused: " + refusal);
      return REFUSED;
    }
    if (policy.mode() != Mode.ENFORCE) {
      err.println("redact: the policy doesn't enforce: nothing is changed");
    }
    byte[] sent = rehearsal.verdict().body();
    out.write(sent, 0, sent.length);
    out.flush();
    return restore ? restore(rehearsal) : 0;
  }

  private int restore(Rehearsal rehearsal) {
    int lost = rehearsal.lostTexts();
    int gone = 0;
    for (FindingCount count : rehearsal.record().inputFindings().values()) {
      String action = count.action();
      if (action.equals("mask") || action.equals("hash") || action.equals("remove")) {
        gone += count.count();
      }
    }
    if (lost > 0) {
      err.println("redact: NOT restored: " + lost + (lost == 1 ? " text" : " texts"));
      return ExitCode.NOT;
    }
    err.println(
        gone == 0
            ? "redact: every text comes back as it was"
            : "redact: every text comes back, but for " + gone + " that the policy takes for good");
    return 0;
  }

  private RequestHead head() {
    String type = contentType;
    HeaderSource headers =
        new HeaderSource() {
          @Override
          public @Nullable String first(String name) {
            return name.equalsIgnoreCase("content-type") ? type : null;
          }

          @Override
          public void forEach(BiConsumer<String, String> consumer) {
            consumer.accept("content-type", type);
          }
        };
    return new RequestHead(
        new Library("redact", null), "POST", "https", null, -1, "/", null, headers);
  }
}
