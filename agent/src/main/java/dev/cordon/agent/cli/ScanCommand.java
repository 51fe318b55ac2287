package dev.cordon.agent.cli;

import dev.cordon.engine.activation.PolicyScanners;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scan}: shows what would be found in text, and gates a pipeline with it. */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description = {
      "Finds sensitive values in text: of files, of folders, or of standard input when nothing is"
          + " named. In folders what git ignores is passed over, and so are .git, binary files and"
          + " links.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was scanned; with --exit-code: and nothing was found",
      "1:with --exit-code: something was found; without: something could not be read",
      "2:the command line is wrong; with --exit-code also: something could not be read"
    })
final class ScanCommand implements Callable<Integer> {
  /** How findings are written. */
  enum Format {
    text,
    json,
    sarif,
    junit
  }

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Takes own types, allowed values and least confidence from a policy file.")
  private @Nullable String policyFile;

  @Option(
      names = "--also-detect",
      split = ",",
      paramLabel = "TYPE",
      description =
          "Looks also for types that are off by default, such as location,url; all for all of"
              + " them.")
  private List<String> alsoDetect = new ArrayList<String>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text (default): FILE:LINE:COLUMN TYPE CONFIDENCE; json: an object a line; sarif: SARIF"
              + " 2.1.0; junit: JUnit's XML, a failure a finding.")
  private Format format = Format.text;

  @Option(
      names = "--jsonl",
      description = {
        "Reads {\"id\":...,\"text\":...} lines and writes"
            + " {\"id\":...,\"findings\":[{\"type\",\"start\",\"end\",\"confidence\"}]} lines;"
            + " offsets are UTF-16 code units. A line that is no JSON is named on standard error,"
            + " and the next one is read."
      })
  private boolean lines;

  @Option(
      names = "--min-confidence",
      paramLabel = "N",
      description = "Leaves out what is less sure; 1 to 100; the policy's by default.")
  private int least;

  @Option(
      names = "--show-values",
      description = "Prints the values found: they are then in the output.")
  private boolean values;

  @Option(
      names = "--explain",
      description =
          "Prints under a finding that a scorer has judged, such as a postal address, what spoke for"
              + " and against it and how much; with --format text.")
  private boolean explain;

  @Option(names = "--exit-code", description = "Ends with 1 when something was found.")
  private boolean exitCode;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Passes over what this file lists: what was known when it was written.")
  private @Nullable String baselineFile;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description =
          "Writes what is found now to this file. It holds salted hashes, file names and types, no"
              + " value.")
  private @Nullable String writeBaseline;

  @Option(
      names = "--no-ignore",
      description = "Scans also what .gitignore files in the folders name.")
  private boolean noIgnore;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and folders; - for standard input.")
  private List<String> paths = new ArrayList<String>();

  ScanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (spec.commandLine().getParseResult().hasMatchedOption("--min-confidence")
        && (least < 1 || least > 100)) {
      throw wrong("--min-confidence " + least + ": 1 to 100 is needed");
    }
    if (lines && (format != Format.text || baselineFile != null || writeBaseline != null)) {
      throw wrong("--jsonl has a form of its own: neither --format nor a baseline goes with it");
    }
    if (explain && (lines || format != Format.text)) {
      throw wrong("--explain goes with --format text alone");
    }
    Set<String> also = also();
    Policy policy = PolicyOption.read("scan", policyFile, console.err);
    if (policy == null) {
      return unreadable();
    }
    Scanner scanner = new PolicyScanners().also(also).create(policy);
    int sure = least == 0 ? policy.minConfidence() : least;
    PrintStream out = console.bufferedOut();
    try {
      return lines ? jsonLines(scanner, policy, sure, out) : places(scanner, policy, sure, out);
    } finally {
      out.flush();
    }
  }

  private Set<String> also() {
    Set<String> optional = Scanners.optional();
    Set<String> also = new LinkedHashSet<String>();
    for (String type : alsoDetect) {
      if (type.equals("all")) {
        also.addAll(optional);
      } else if (optional.contains(type)) {
        also.add(type);
      } else {
        throw wrong("--also-detect " + type + ": all, or some of " + optional + " are needed");
      }
    }
    return also;
  }

  private int jsonLines(Scanner scanner, Policy policy, int sure, PrintStream out) {
    JsonLineScan scan = new JsonLineScan(scanner, policy, sure, console.err);
    boolean failed = false;
    for (String path : paths.isEmpty() ? Collections.singletonList("-") : paths) {
      try (InputStream in = path.equals("-") ? console.in : Files.newInputStream(Paths.get(path))) {
        failed |= scan.run(in, out) > 0;
      } catch (IOException | InvalidPathException e) {
        failed = true;
        console.err.println("scan: " + path + ": " + Unreadable.why(e));
      }
    }
    return failed ? unreadable() : exitCode && scan.found() > 0 ? ExitCode.NOT : ExitCode.OK;
  }

  private int places(Scanner scanner, Policy policy, int sure, PrintStream out) {
    Baseline baseline = new Baseline();
    try {
      if (baselineFile != null) {
        baseline = Baseline.read(Paths.get(baselineFile));
      }
    } catch (IOException | InvalidPathException e) {
      console.err.println("scan: --baseline " + baselineFile + ": " + Unreadable.why(e));
      return unreadable();
    }
    FindingWriter writer = FindingWriter.of(format, values, explain, out);
    PlainScan scan = new PlainScan(scanner, policy, sure, baseline, writer);
    boolean failed = !scanAll(scan);
    writer.end();
    out.flush();
    failed |= !save(baseline);
    return failed ? unreadable() : exitCode && scan.found() > 0 ? ExitCode.NOT : ExitCode.OK;
  }

  private boolean scanAll(PlainScan scan) {
    boolean whole = true;
    ScanProgress progress = new ScanProgress(console.err);
    for (String path : paths.isEmpty() ? Collections.singletonList("-") : paths) {
      if (path.equals("-")) {
        whole &= scan(scan, path, console.in);
        continue;
      }
      try {
        Path start = Paths.get(path);
        boolean folder = Files.isDirectory(start);
        List<Path> files = new FileWalk(!noIgnore).files(start);
        for (Path file : files) {
          progress.file(file, files.size());
          whole &= scan(scan, file, folder);
        }
      } catch (IOException | InvalidPathException e) {
        whole = false;
        console.err.println("scan: " + path + ": " + Unreadable.why(e));
      }
    }
    progress.end();
    return whole;
  }

  private boolean scan(PlainScan scan, Path file, boolean ofFolder) {
    try (InputStream in = Files.newInputStream(file)) {
      InputStream read = ofFolder ? BinaryFiles.textOrNull(in) : in;
      return read == null || scan(scan, file.toString(), read);
    } catch (IOException e) {
      console.err.println("scan: " + file + ": " + Unreadable.why(e));
      return false;
    }
  }

  private boolean scan(PlainScan scan, String name, InputStream in) {
    try {
      scan.run(name, in);
      return true;
    } catch (IOException e) {
      console.err.println("scan: " + name + ": " + Unreadable.why(e));
    } catch (IllegalStateException e) {
      console.err.println("scan: " + name + ": " + e.getMessage()); // an external detector failed
    }
    return false;
  }

  private boolean save(Baseline found) {
    if (writeBaseline == null) {
      return true;
    }
    try {
      found.write(Paths.get(writeBaseline));
      return true;
    } catch (IOException | InvalidPathException e) {
      console.err.println("scan: --write-baseline " + writeBaseline + ": " + Unreadable.why(e));
      return false;
    }
  }

  /** A gate must tell "not clean" from "not scanned". */
  private int unreadable() {
    return exitCode ? ExitCode.USAGE : ExitCode.NOT;
  }

  private ParameterException wrong(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
