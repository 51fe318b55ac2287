package dev.cordon.agent.cli;

import dev.cordon.engine.PolicyScanners;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.Scanners;
import dev.cordon.engine.policy.Policy;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code scan}: shows what would be found in text, so that policies can be tried on logs. */
public final class ScanCommand {
  static final String USAGE =
      "usage: scan [--policy F] [--also-detect TYPES] [--format text|json] [--min-confidence N]\n"
          + "            [--show-values] [FILE | -]...\n"
          + "       scan --jsonl [--policy F] [--also-detect TYPES] [--min-confidence N] [FILE | -]...\n"
          + "\n"
          + "Finds sensitive values in text: of the files, or of standard input when none is named.\n"
          + "\n"
          + "  --policy F          takes own types, allowed values and least confidence from a policy file\n"
          + "  --also-detect TYPES looks also for types that are off by default, such as location,url;\n"
          + "                      all for all of them\n"
          + "  --format F          text (default): FILE:LINE:COLUMN TYPE CONFIDENCE, or json: an object a line\n"
          + "  --jsonl             reads {\"id\":...,\"text\":...} lines and writes\n"
          + "                      {\"id\":...,\"findings\":[{\"type\",\"start\",\"end\",\"confidence\"}]} lines;\n"
          + "                      offsets are UTF-16 code units\n"
          + "  --min-confidence N  leaves out what is less sure; 1 to 100; the policy's by default\n"
          + "  --show-values       prints the values found: they are then in the output\n"
          + "\n"
          + "A line that is no JSON is named on the standard error, and the next one is read.\n"
          + "Exit code: 0 when everything was scanned, whether or not something was found; 1 when a file, a\n"
          + "line or the policy could not be read; 2 for wrong usage.\n";

  private final PrintStream err;
  private final List<String> files = new ArrayList<String>();
  private boolean json;
  private boolean lines;
  private boolean values;
  private int least;
  private @Nullable String policyFile;
  private final Set<String> also = new LinkedHashSet<String>();

  private ScanCommand(PrintStream err) {
    this.err = err;
  }

  /**
   * Runs the command.
   *
   * @param args what follows the word {@code scan}
   * @param in the standard input
   * @param out receives the findings
   * @param err receives complaints
   * @return the exit code: 0 done, 1 something could not be read, 2 wrong usage
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    ScanCommand command = new ScanCommand(err);
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--help") || args[i].equals("-h")) {
        out.print(USAGE);
        return 0;
      }
      boolean takesValue =
          args[i].equals("--format")
              || args[i].equals("--also-detect")
              || args[i].equals("--min-confidence")
              || args[i].equals("--policy");
      if (takesValue && i + 1 == args.length) {
        return command.wrong(args[i] + " needs a value");
      }
      String problem = takesValue ? command.option(args[i], args[++i]) : command.argument(args[i]);
      if (problem != null) {
        return command.wrong(problem);
      }
    }
    return command.scan(in, out);
  }

  private @Nullable String option(String name, String value) {
    if (name.equals("--format")) {
      json = value.equals("json");
      return json || value.equals("text") ? null : "--format " + value + ": text or json is needed";
    }
    if (name.equals("--policy")) {
      policyFile = value;
      return null;
    }
    if (name.equals("--also-detect")) {
      return alsoDetect(value);
    }
    try {
      least = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      least = 0;
    }
    return least >= 1 && least <= 100 ? null : name + " " + value + ": 1 to 100 is needed";
  }

  private @Nullable String alsoDetect(String list) {
    Set<String> optional = Scanners.optional();
    if (list.equals("all")) {
      also.addAll(optional);
      return null;
    }
    for (String type : list.split(",")) {
      if (!optional.contains(type)) {
        return "--also-detect " + type + ": all, or some of " + optional + " are needed";
      }
      also.add(type);
    }
    return null;
  }

  private @Nullable String argument(String argument) {
    if (argument.equals("--jsonl")) {
      lines = true;
    } else if (argument.equals("--show-values")) {
      values = true;
    } else if (argument.startsWith("-") && !argument.equals("-")) {
      return "'" + argument + "' is not understood";
    } else {
      files.add(argument);
    }
    return null;
  }

  private int wrong(String problem) {
    err.println("scan: " + problem);
    err.print(USAGE);
    return 2;
  }

  private int scan(InputStream in, PrintStream out) {
    if (files.isEmpty()) {
      files.add("-");
    }
    Policy policy = policyFile == null ? Policy.safeDefault() : PolicyOption.read(policyFile, err);
    if (policy == null) {
      return 1;
    }
    least = least == 0 ? policy.minConfidence() : least;
    Scanner scanner = new PolicyScanners().also(also).create(policy);
    int code = 0;
    PrintStream buffered = buffered(out);
    for (String file : files) {
      try {
        code |=
            file.equals("-")
                ? scan(scanner, policy, file, in, buffered)
                : scan(scanner, policy, file, buffered);
      } catch (IOException | IllegalStateException e) {
        err.println("scan: " + file + ": " + e.getMessage());
        code = 1;
      }
    }
    buffered.flush();
    return code;
  }

  private int scan(Scanner scanner, Policy policy, String file, PrintStream out)
      throws IOException {
    try (InputStream in = new FileInputStream(new File(file))) {
      return scan(scanner, policy, file, in, out);
    }
  }

  private int scan(Scanner scanner, Policy policy, String file, InputStream in, PrintStream out)
      throws IOException {
    if (lines) {
      return new JsonLineScan(scanner, policy, least, err).run(in, out) == 0 ? 0 : 1;
    }
    new PlainScan(scanner, policy, least, json, values, out).run(file, in);
    return 0;
  }

  private static PrintStream buffered(PrintStream out) {
    try {
      return new PrintStream(new BufferedOutputStream(out, 1 << 16), false, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }
}
