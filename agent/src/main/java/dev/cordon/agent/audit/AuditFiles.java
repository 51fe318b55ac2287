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
 * the chain ends.
 */
final class AuditFiles {
  private static final int DIGITS = 12;

  private AuditFiles() {}

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
