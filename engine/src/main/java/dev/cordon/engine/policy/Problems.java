package dev.cordon.engine.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects every mistake of one policy file. */
final class Problems {
  private final String file;
  private final List<PolicyProblem> all = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node node, String key, String message) {
    if (node.getStartMark().isPresent()) {
      add(node.getStartMark().get(), key, message);
    } else {
      add(key, message);
    }
  }

  void add(Mark mark, String key, String message) {
    all.add(new PolicyProblem(file, mark.getLine() + 1, mark.getColumn() + 1, key, message));
  }

  void add(String key, String message) {
    all.add(new PolicyProblem(file, 0, 0, key, message));
  }

  /** Adds a problem of another file. */
  void add(String other, int line, String key, String message) {
    all.add(new PolicyProblem(other, line, 1, key, message));
  }

  /**
   * Returns all in the order of the file, those of other files behind them; what concerns a whole
   * file stands behind that file's lines.
   */
  List<PolicyProblem> all() {
    List<PolicyProblem> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparing((PolicyProblem problem) -> !problem.file().equals(file))
            .thenComparing(PolicyProblem::file)
            .thenComparing(problem -> problem.line() == 0)
            .thenComparingInt(PolicyProblem::line)
            .thenComparingInt(PolicyProblem::column));
    return sorted;
  }
}
