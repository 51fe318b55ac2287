package dev.cordon.agent.cli;

import dev.cordon.agent.audit.LimitLines;
import dev.cordon.agent.secret.Json;
import dev.cordon.engine.limit.StoredUse;
import dev.cordon.engine.policy.LimitStore;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limits}: what is used of limits, by whom, and when there is more. */
@Command(
    name = "limits",
    mixinStandardHelpOptions = true,
    description =
        "Tells what is used of a policy's limits, by whom, and when there is more: by one running"
            + " JVM, or by all that count together in the store that a policy names. Users and API"
            + " keys are told by their fingerprints.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:told, and nothing is used up",
      "1:the JVM or the store can't be reached, or none of the limits is counted there: the store"
          + " was asked under another key or prefix, or nobody called so far",
      "2:the command line is wrong",
      "3:told, and something is used up"
    })
final class LimitsCommand implements Callable<Integer> {
  private static final int DECIMALS = 6;

  private final Console console;

  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PID", arity = "0..1", description = "The JVM's process id.")
  private @Nullable Long pid;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy whose shared store is asked (limits.store: redis).")
  private @Nullable String file;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  LimitsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandSpec known = spec;
    if ((pid == null) == (file == null) && known != null) {
      throw new ParameterException(
          known.commandLine(), "names either a JVM by its PID, or a policy with --policy");
    }
    String policy = file;
    String lines = policy == null ? ofJvm(pid == null ? 0 : pid) : ofStore(policy);
    return lines == null ? ExitCode.NOT : print(lines);
  }

  private @Nullable String ofJvm(long process) {
    try (RemoteReport report = RemoteReport.in(process)) {
      RemoteJvm.of(process).load(report.argument("limits"));
      String answer = report.read();
      if (answer.isEmpty() || answer.startsWith("{")) {
        return answer;
      }
      console.err.print("limits: " + process + ": " + answer);
    } catch (RemoteJvm.Unreachable e) {
      console.err.println("limits: " + process + ": " + e.getMessage());
    }
    return null;
  }

  private @Nullable String ofStore(String name) {
    Policy policy = PolicyOption.read("limits", name, console.err, false);
    if (policy == null) {
      return null;
    }
    LimitStore store = policy.limitStore();
    if (store == null) {
      console.err.println(
          "limits: "
              + name
              + ": each JVM counts for itself: name one by its PID, or set"
              + " limits.store: redis");
      return null;
    }
    try {
      StoredUse use = StoredUse.read(store, policy.limits(), System.currentTimeMillis());
      if (use.isCounted()) {
        return LimitLines.of(use.used());
      }
      console.err.println("limits: " + notCounted(store, use));
      return null;
    } catch (IOException e) {
      console.err.println(
          "limits: "
              + store.redis()
              + " can't be asked ("
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
              + ")");
      return null;
    }
  }

  /** It may be another Redis, prefix or key, other limits, or nobody called yet. */
  private static String notCounted(LimitStore store, StoredUse use) {
    StringBuilder text = new StringBuilder(300).append(store.redis().where());
    text.append(" counts none of this policy's limits. Looked for keys that begin with ");
    text.append(StoredUse.prefix(store)).append(": ");
    int foreign = use.unreadable();
    if (foreign == 0 && use.others().isEmpty()) {
      text.append("there is none, so it is another Redis, database or prefix (vault.redis), or");
      text.append(" nobody called so far");
    }
    if (foreign > 0) {
      text.append(foreign == 1 ? "one was" : foreign + " were");
      text.append(" made with another key than vault.redis.encryption_key tells here");
    }
    if (!use.others().isEmpty()) {
      text.append(foreign > 0 ? "; " : "").append("there are other limits, or other amounts: ");
      text.append(String.join(", ", use.others()));
    }
    text.append(". cordon doctor PID names the policy that an application has, and cordon limits");
    return text.append(" PID what it counts.").toString();
  }

  private int print(String lines) {
    boolean full = false;
    for (String line : lines.split("\n")) {
      Map<?, ?> use = line.isEmpty() ? null : parsed(line);
      if (use != null) {
        full |= number(use, "used") >= number(use, "amount");
        console.out.println(json ? line : text(use));
      }
    }
    if (lines.isEmpty() && !json) {
      console.out.println("nothing is used");
    }
    console.out.flush();
    return full ? ExitCode.KEY : ExitCode.OK;
  }

  private static Map<?, ?> parsed(String line) {
    return Json.object(line.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Map<?, ?> use) {
    boolean money = String.valueOf(use.get("unit")).endsWith("USD");
    long used = number(use, "used");
    long amount = number(use, "amount");
    long refill = number(use, "refills_in_seconds");
    String shown = money ? BigDecimal.valueOf(used, DECIMALS).toPlainString() : Long.toString(used);
    return String.format(
        "%-16s %-22s %-40s %s used, %d %%%s",
        use.get("limit"),
        use.get("allow"),
        use.get("who"),
        shown,
        amount == 0 ? 0 : used * 100 / amount,
        refill == 0 ? "" : ", more in " + Duration.ofSeconds(refill).toString().substring(2));
  }

  private static long number(Map<?, ?> use, String key) {
    return Json.number(use, 0, key);
  }
}
