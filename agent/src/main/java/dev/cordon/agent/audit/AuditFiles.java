package dev.cordon.agent.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The names of a trail's files: {@code audit.jsonl} is being written, {@code
 * audit.jsonl.000000000001} is older and begins with record 1, {@code audit.jsonl.head} tells where
 * the chain ends, {@code audit.jsonl.journal} holds what waits to be written, and who holds {@code
 * audit.jsonl.lock} may write. A second process that is given the same name writes a chain of its
 * own: {@code audit-2.jsonl}, and so on.
 */
final class AuditFiles {
  /** How many processes may write beside each other. */
  static final int MAX_CHAINS = 64;

  private static final int DIGITS = 12;

  private AuditFiles() {}

  /** Returns the file of the chain with a number from 1 on. */
  static Path chain(Path file, int number) {
    if (number == 1) {
      return file;
    }
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int end = dot <= 0 ? name.length() : dot;
    return file.resolveSibling(name.substring(0, end) + '-' + number + name.substring(end));
  }

  /** Returns the files of all chains that are there; the named one always. */
  static List<Path> chains(Path file) {
    List<Path> found = new ArrayList<>();
    found.add(file);
    for (int number = 2; number <= MAX_CHAINS; number++) {
      Path chain = chain(file, number);
      if (Files.exists(chain) || Files.exists(head(chain))) {
        found.add(chain);
      }
    }
    return found;
  }

  static Path lock(Path file) {
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  static Path journal(Path file) {
    return file.resolveSibling(file.getFileName() + ".journal");
  }

  static Path head(Path file) {
    return file.resolveSibling(file.getFileName() + ".head");
  }

  static Path rotated(Path file, long firstSequence) {
    String number = Long.toString(firstSequence);
    StringBuilder name = new StringBuilder(file.getFileName().toString()).append('.');
    for (int i = number.length(); i < DIGITS; i++) {
      name.append('0');
    }
    return file.resolveSibling(name.append(number).toString());
  }

  /**
   * Returns a chain's files, the oldest first. The one being written is missing where its writer
   * died before it began it.
   */
  static List<Path> all(Path file) throws IOException {
    List<Path> files = older(file);
    if (files.isEmpty() || Files.exists(file)) {
      files.add(file);
    }
    return files;
  }

  /** Returns the older files, the oldest first, without the one being written. */
  static List<Path> older(Path file) throws IOException {
    List<Path> found = new ArrayList<>();
    Path folder = file.toAbsolutePath().getParent();
    String prefix = file.getFileName() + ".";
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.startsWith(prefix) && isNumber(name, prefix.length())) {
          found.add(entry);
        }
      }
    }
    Collections.sort(found);
    return found;
  }

  private static boolean isNumber(String name, int from) {
    for (int i = from; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return name.length() - from == DIGITS;
  }
}
