package dev.cordon.agent.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** One command of the command line. */
interface Command {
  /** Returns the word that selects it. */
  String name();

  /** Returns one line for the overview: what it does, without a full stop. */
  String summary();

  /**
   * Runs.
   *
   * @param arguments what follows the command's name
   * @param in the standard input
   * @param out the standard output
   * @param err where messages go
   * @return the exit code: 0 for success, 1 for a finding or a failure, 2 for wrong usage
   * @throws Exception any failure; reported in one line, exit code 1
   */
  int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err)
      throws Exception;
}
