package dev.cordon.agent.cli;

import dev.cordon.engine.Engine;
import dev.cordon.engine.EngineConfig;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.Rehearsal;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicySource;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code redact}: shows what would leave, so that a policy can be tried before it is rolled out.
 */
public final class RedactCommand {
  static final String USAGE =
      "usage: redact --format FORMAT [--policy FILE] [--vendor NAME] [--content-type TYPE]\n"
          + "              [--restore] [FILE | -]\n"
          + "\n"
          + "Prints a request's body as it would leave, byte for byte, and on standard error what was\n"
          + "found in it; never the values. Nothing is sent and nothing is kept.\n"
          + "\n"
          + "  --format FORMAT      the API's wire format, such as openai.chat; 'list' names all\n"
          + "  --policy FILE        the policy to try; the safe default without it\n"
          + "  --vendor NAME        who would receive the call, for rules that name a vendor\n"
          + "  --content-type TYPE  application/json by default\n"
          + "  --restore            lets a model repeat every text and looks whether it comes back\n"
          + "\n"
          + "Exit code 0: done; 1: something can't be read, or a text doesn't come back; 2: wrong usage\n"
          + "or an invalid policy; 3: the policy refuses the request.\n";

  private static final int FAILED = 1;
  private static final int REFUSED = 3;

  private final RedactOptions options;
  private final PrintStream out;
  private final PrintStream err;

  private RedactCommand(RedactOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command.
   *
   * @param args what follows the word {@code redact}
   * @param in the standard input
   * @param out receives the body
   * @param err receives the findings and complaints
   * @return the exit code
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    RedactOptions options = new RedactOptions();
    String problem = options.read(args);
    if (options.help) {
      out.print(USAGE);
      return 0;
    }
    if (options.list) {
      out.print(RedactOptions.formats("\n"));
      out.println();
      return 0;
    }
    WireFormat format = options.format;
    if (problem != null || format == null) {
      err.println("redact: " + (problem == null ? "--format is missing" : problem));
      err.print(USAGE);
      return RedactOptions.WRONG;
    }
    Policy policy = options.policy(err);
    if (policy == null) {
      return RedactOptions.WRONG;
    }
    byte[] body;
    try {
      body = options.body(in);
    } catch (IOException e) {
      err.println("redact: " + options.file + ": can't be read (" + e.getClass().getName() + ")");
      return FAILED;
    }
    return new RedactCommand(options, out, err).rehearse(policy, format, body);
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
    Rehearsal rehearsal = engine.rehearse(format, options.vendor, head(), body);
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
    return options.restore ? restore(rehearsal) : 0;
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
      return FAILED;
    }
    err.println(
        gone == 0
            ? "redact: every text comes back as it was"
            : "redact: every text comes back, but for " + gone + " that the policy takes for good");
    return 0;
  }

  private RequestHead head() {
    String type = options.contentType;
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
