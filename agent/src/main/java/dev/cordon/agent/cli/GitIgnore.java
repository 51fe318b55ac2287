package dev.cordon.agent.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What git ignores in a folder: the rules of its {@code .gitignore} and of those above it up to the
 * repository's root, as gitignore(5) tells. Immutable.
 */
final class GitIgnore {
  /** Ignores nothing. */
  static final GitIgnore NONE = new GitIgnore(null, null, Collections.<Rule>emptyList());

  private final @Nullable GitIgnore outer;
  private final @Nullable Path folder;
  private final List<Rule> rules;

  private GitIgnore(@Nullable GitIgnore outer, @Nullable Path folder, List<Rule> rules) {
    this.outer = outer;
    this.folder = folder;
    this.rules = rules;
  }

  /** One line of a file. */
  private static final class Rule {
    final Pattern path;
    final boolean ignores;
    final boolean foldersOnly;

    Rule(Pattern path, boolean ignores, boolean foldersOnly) {
      this.path = path;
      this.ignores = ignores;
      this.foldersOnly = foldersOnly;
    }
  }

  /** Returns the rules of the folders above one, within its repository. */
  static GitIgnore above(Path folder) throws IOException {
    List<Path> above = new ArrayList<Path>();
    Path root = folder.toAbsolutePath().normalize();
    while (root != null && !Files.exists(root.resolve(".git"))) {
      root = root.getParent();
      above.add(root);
    }
    if (root == null) {
      return NONE;
    }
    GitIgnore found = new GitIgnore(NONE, root, read(root.resolve(".git/info/exclude")));
    for (int i = above.size() - 1; i >= 0; i--) {
      found = found.within(above.get(i));
    }
    return found;
  }

  /** Returns these rules and those of a folder. */
  GitIgnore within(Path inner) throws IOException {
    List<Rule> own = read(inner.resolve(".gitignore"));
    return own.isEmpty() ? this : new GitIgnore(this, inner.toAbsolutePath().normalize(), own);
  }

  /** Tells whether a file or folder is ignored; the last rule that names it counts. */
  boolean ignores(Path entry, boolean isFolder) {
    Path whole = entry.toAbsolutePath().normalize();
    for (GitIgnore level = this; level != null && level.folder != null; level = level.outer) {
      String path = level.folder.relativize(whole).toString().replace('\\', '/');
      for (int i = level.rules.size() - 1; i >= 0; i--) {
        Rule rule = level.rules.get(i);
        if ((isFolder || !rule.foldersOnly) && rule.path.matches(path)) {
          return rule.ignores;
        }
      }
    }
    return false;
  }

  private static List<Rule> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Collections.emptyList();
    }
    List<Rule> rules = new ArrayList<Rule>();
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    for (String line : text.split("\r?\n")) {
      Rule rule = rule(line);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private static @Nullable Rule rule(String line) {
    String glob = withoutTrailingSpaces(line);
    if (glob.isEmpty() || glob.startsWith("#")) {
      return null;
    }
    boolean ignores = !glob.startsWith("!");
    glob = ignores ? glob : glob.substring(1);
    boolean foldersOnly = glob.endsWith("/");
    glob = foldersOnly ? glob.substring(0, glob.length() - 1) : glob;
    boolean anchored = glob.indexOf('/') >= 0;
    glob = glob.startsWith("/") ? glob.substring(1) : glob;
    try {
      return glob.isEmpty()
          ? null
          : new Rule(
              Pattern.compile((anchored ? "" : "(?:.*/)?") + regex(glob), Pattern.DOTALL),
              ignores,
              foldersOnly);
    } catch (PatternSyntaxException e) {
      return null; // git matches nothing with a broken pattern
    }
  }

  private static String withoutTrailingSpaces(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && (end < 2 || line.charAt(end - 2) != '\\')) {
      end--;
    }
    return line.substring(0, end);
  }

  /** Turns a glob into a regular expression for a whole path. */
  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      boolean starts = i == 0 || glob.charAt(i - 1) == '/';
      if (starts && glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (starts && glob.substring(i).equals("**")) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
        int end = glob.indexOf(']', i + 2);
        String set = glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = end;
      } else {
        if (c == '\\' && i + 1 < glob.length()) {
          c = glob.charAt(++i);
        }
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
