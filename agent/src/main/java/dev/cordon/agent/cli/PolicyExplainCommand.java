package dev.cordon.agent.cli;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.AlertRules;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.CustomType;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyFile;
import dev.cordon.engine.policy.PolicyLines;
import dev.cordon.engine.policy.RedisSettings;
import dev.cordon.engine.policy.Unguarded;
import dev.cordon.engine.policy.VendorCatalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy explain}: says in words what a policy does. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Says in words what a policy does: what becomes of which type of data, who may be called,"
            + " and what happens when something can't be read. Without a file: the safe default.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the policy is not valid, or can't be read",
      "2:the command line is wrong"
    })
final class PolicyExplainCommand implements Callable<Integer> {
  private static final int WIDTH = 78;

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      description = "Says what holds for calls to this vendor.")
  private @Nullable String vendor;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The policy file.")
  private @Nullable String file;

  PolicyExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (vendor != null && !VendorCatalogue.builtIn().ids().contains(vendor)) {
      throw new ParameterException(spec.commandLine(), "unknown vendor '" + vendor + "'");
    }
    Policy policy =
        file == null
            ? Policy.safeDefault()
            : PolicyOption.read("policy explain", file, console.err, true);
    if (policy == null) {
      return ExitCode.NOT;
    }
    mode(policy);
    data(policy);
    vendors(policy);
    new ExplainedRules(policy, lines(), console.out).print();
    trouble(policy);
    places(policy);
    console.out.flush();
    return ExitCode.OK;
  }

  private PolicyLines lines() {
    if (file != null) {
      try {
        return PolicyLines.of(file, RegularFile.read(Paths.get(file), PolicyFile.MAX_BYTES));
      } catch (IOException e) {
        console.err.println("policy explain: " + file + ": " + Unreadable.why(e));
      }
    }
    return PolicyLines.none();
  }

  private void mode(Policy policy) {
    PrintStream out = console.out;
    out.println("Mode " + word(policy.mode()) + ": " + meaning(policy.mode()));
    if (policy.stopMessage() != null) {
      out.println("Refusals in mode stop say: " + policy.stopMessage());
    }
    out.println(
        "Refusals name whom to ask: " + (policy.contact() == null ? "nobody" : policy.contact()));
    out.println("Version " + policy.version() + ", which records and spans name.");
  }

  private static String meaning(Mode mode) {
    switch (mode) {
      case ENFORCE:
        return "what follows is done.";
      case OBSERVE:
        return "nothing is changed and nothing is refused; what follows is what would be done.";
      case STOP:
        return "every AI call is refused; what follows holds in the other modes.";
      default:
        return "calls are not looked at; what follows holds in the other modes.";
    }
  }

  private void data(Policy policy) {
    console.out.println();
    console.out.println(
        vendor == null
            ? "What becomes of data in requests:"
            : "What becomes of data in requests to " + vendor + ":");
    Map<Action, List<String>> byAction = new TreeMap<Action, List<String>>();
    for (DataType type : Scanners.types()) {
      if (!Scanners.optional().contains(type.id()) || policy.alsoDetected().contains(type.id())) {
        byAction
            .computeIfAbsent(policy.action(type, vendor), a -> new ArrayList<String>())
            .add(type.id());
      }
    }
    for (CustomType type : policy.customTypes()) {
      byAction
          .computeIfAbsent(policy.action(type.type(), vendor), a -> new ArrayList<String>())
          .add(type.type().id());
    }
    for (Map.Entry<Action, List<String>> entry : byAction.entrySet()) {
      console.out.println("  " + word(entry.getKey()) + " (" + meaning(entry.getKey()) + "):");
      wrap(grouped(entry.getValue()));
    }
    console.out.println(
        "  findings less sure than " + policy.minConfidence() + " of 100 are left alone");
  }

  /** Names secrets and other families once, with how many types they have. */
  private static List<String> grouped(List<String> types) {
    Map<String, Integer> families = new LinkedHashMap<String, Integer>();
    for (String type : types) {
      int dot = type.indexOf('.');
      families.merge(dot < 0 ? type : type.substring(0, dot) + ".*", 1, Integer::sum);
    }
    List<String> names = new ArrayList<String>();
    for (Map.Entry<String, Integer> family : families.entrySet()) {
      boolean one = !family.getKey().endsWith(".*");
      names.add(one ? family.getKey() : family.getKey() + " (" + family.getValue() + " types)");
    }
    return names;
  }

  private static String meaning(Action action) {
    switch (word(action)) {
      case "tokenize":
        return "a token leaves, and the answer gets the value back";
      case "encrypt":
        return "a token leaves that carries the value, and any answer gets the value back";
      case "surrogate":
        return "a made-up value of the same form leaves, and the answer gets the value back";
      case "mask":
        return "characters are replaced for good";
      case "hash":
        return "a hash leaves for good";
      case "remove":
        return "it is taken out for good";
      case "block":
        return "the call is refused";
      case "allow":
        return "it leaves as it is";
      default:
        return "it leaves as it is, and the record says so";
    }
  }

  private void vendors(Policy policy) {
    console.out.println();
    console.out.println("Who may be called:");
    List<String> denied = new ArrayList<String>();
    for (String id : VendorCatalogue.builtIn().ids()) {
      if (policy.denial(id) != null) {
        denied.add(id);
      }
    }
    boolean unknown = policy.denial(null) != null;
    if (denied.size() == VendorCatalogue.builtIn().ids().size()) {
      console.out.println("  none of the vendors that are known");
    } else if (denied.isEmpty()) {
      console.out.println("  every vendor that is known");
    } else if (denied.size() > VendorCatalogue.builtIn().ids().size() / 2) {
      List<String> allowed = new ArrayList<String>(VendorCatalogue.builtIn().ids());
      allowed.removeAll(denied);
      console.out.println("  of the vendors that are known only these:");
      wrap(allowed);
    } else {
      console.out.println("  every vendor that is known, but:");
      wrap(denied);
    }
    console.out.println(
        "  hosts of vendors that are not known: " + (unknown ? "refused" : "may be called"));
    if (!policy.ignoredHosts().isEmpty()) {
      console.out.println("  not looked at at all:");
      wrap(new ArrayList<String>(policy.ignoredHosts()));
    }
  }

  private void trouble(Policy policy) {
    console.out.println();
    console.out.println("What becomes of a call that can't be judged:");
    fallback("the engine fails", policy.onError());
    fallback("the body is no valid JSON", policy.onMalformed());
    fallback("the body is larger than " + policy.maxBodyBytes() + " bytes", policy.onOversize());
    fallback("the body can't be read", policy.onUnreadable());
    fallback("it holds what can't be scanned, such as images", policy.onUnscannable());
    fallback("it goes to an AI vendor past a hook that does nothing", policy.onUnhooked());
    console.out.println(
        "A connection to an AI vendor that no governed call makes: "
            + (policy.onUnguarded() == Unguarded.BLOCK ? "refused" : "opened, and reported"));
  }

  private void fallback(String when, Fallback fallback) {
    console.out.println("  " + when + ": " + word(fallback));
  }

  private void places(Policy policy) {
    console.out.println();
    console.out.println("What is kept where:");
    String shared =
        policy.tokenKey() == null
            ? "differ from JVM to JVM"
            : "agree among JVMs with the same token_key";
    console.out.println("  tokens " + shared);
    RedisSettings redis = policy.redis();
    console.out.println(
        "  values behind tokens: "
            + (redis == null ? "in memory" : "in memory and, encrypted, in Redis")
            + ", for "
            + policy.vaultSeconds()
            + " s, at most "
            + policy.vaultValues());
    AuditRules audit = policy.audit();
    if (audit == null) {
      console.out.println("  audit trail: none");
      return;
    }
    console.out.println(
        "  audit trail: "
            + audit.file()
            + (audit.key() == null ? ", without a key" : ", under a key")
            + (audit.otlp() ? ", copied by OTLP" : "")
            + (audit.namesSubjects() ? ", names persons by keyed hashes" : "")
            + "; while it can't be written calls "
            + (audit.onFailure() == Fallback.BLOCK ? "are refused" : "go on"));
    AlertRules alerts = policy.alerts();
    if (alerts != null) {
      console.out.println("  alerts: " + String.join("; ", alerts.sentences()));
    }
  }

  private void wrap(List<String> names) {
    StringBuilder line = new StringBuilder("   ");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i) + (i + 1 < names.size() ? "," : "");
      if (line.length() + 1 + name.length() > WIDTH) {
        console.out.println(line);
        line = new StringBuilder("   ");
      }
      line.append(' ').append(name);
    }
    console.out.println(line);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
