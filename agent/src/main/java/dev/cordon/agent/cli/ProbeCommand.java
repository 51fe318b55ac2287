package dev.cordon.agent.cli;

import dev.cordon.agent.cli.Probe.Group;
import dev.cordon.engine.policy.Policy;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code probe}: tries a policy on built-in requests and answers, hostile and harmless. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description =
        "Puts built-in requests and answers through a policy, as the agent would: personal data,"
            + " secrets, hidden text and commands in requests; links that carry data away and data"
            + " that nobody sent in answers; what the policy says of answers, canaries, tools and"
            + " labels; harmless ones of both. Prints a table of what got through."
            + " Nothing is sent and nothing is kept; all values are made up.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing hostile got through unnoticed, and nothing harmless was changed or refused",
      "1:something did, or the policy can't be read or is not valid",
      "2:the command line is wrong"
    })
final class ProbeCommand implements Callable<Integer> {
  /** How results are written. */
  enum Format {
    text,
    json,
    junit
  }

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy to try; the built-in one without it.")
  private @Nullable String policyFile;

  @Option(
      names = "--only",
      paramLabel = "GROUP",
      split = ",",
      description =
          "Only these groups: personal_data, payment_data, secrets, hidden_text, instructions,"
              + " labels, values_in_links, links, output, answer_rules, canaries, tools,"
              + " harmless_requests, harmless_answers.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--skip",
      paramLabel = "GROUP",
      split = ",",
      description = "All groups but these.")
  private List<String> skip = new ArrayList<>();

  @Option(names = "--strict", description = "What is only reported got through, too.")
  private boolean strict;

  @Option(
      names = "--caller",
      paramLabel = "CLASS.METHOD",
      description = "Who makes the calls, where the policy has rules for callers.")
  private @Nullable String caller;

  @Option(names = "--all", description = "Names each probe that got through; else 20 of them.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text (default): a table; json: an object a line; junit: JUnit's XML, a case a probe.")
  private Format format = Format.text;

  ProbeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Set<Group> groups = only.isEmpty() ? EnumSet.allOf(Group.class) : groups("--only", only);
    groups.removeAll(groups("--skip", skip));
    if (groups.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--only and --skip leave no group, so nothing would be tried");
    }
    Policy policy =
        policyFile == null
            ? Policy.safeDefault()
            : PolicyOption.read("probe", policyFile, console.err, true);
    if (policy == null) {
      return ExitCode.NOT;
    }
    ProbeRun run = new ProbeRun(policy.withCanary(ProbeCanaries.VALUE), caller, console);
    ProbeReport report = new ProbeReport(strict);
    Set<ProbeForm> forms = EnumSet.noneOf(ProbeForm.class);
    for (ProbeForm form : ProbeForm.values()) {
      String refusal = run.refusal(form);
      if (refusal == null) {
        forms.add(form);
      } else {
        report.note("not tried: " + form.id + ", of which every call is refused (" + refusal + ")");
      }
    }
    String untried = PolicyProbes.note(policy);
    if (untried != null) {
      report.note(untried);
    }
    List<Probe> probes = new ArrayList<>(ProbeSet.all());
    probes.addAll(PolicyProbes.of(policy, run::vendor));
    for (Probe probe : probes) {
      if (groups.contains(probe.group) && forms.contains(probe.form)) {
        report.add(probe, run.run(probe));
      }
    }
    write(report);
    if (forms.isEmpty()) {
      console.err.println("probe: every call is refused, so nothing was tried");
      return ExitCode.NOT;
    }
    return report.failed() == 0 ? ExitCode.OK : ExitCode.NOT;
  }

  private void write(ProbeReport report) {
    PrintStream out = console.bufferedOut();
    switch (format) {
      case json:
        report.json(out);
        break;
      case junit:
        report.junit(out);
        break;
      default:
        report.text(out, all);
    }
    out.flush();
  }

  private Set<Group> groups(String option, List<String> names) {
    Set<Group> groups = EnumSet.noneOf(Group.class);
    for (String name : names) {
      Group named = null;
      for (Group group : Group.values()) {
        named = group.id.equals(name) ? group : named;
      }
      if (named == null) {
        throw new ParameterException(
            spec.commandLine(),
            "Invalid value for option '" + option + "': no group '" + name + "'");
      }
      groups.add(named);
    }
    return groups;
  }
}
