package dev.cordon.agent.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lists the files of a folder, those left out that git ignores. Not thread-safe. */
final class FileWalk {
  private final boolean respectIgnores;
  private final List<Path> files = new ArrayList<Path>();

  FileWalk(boolean respectIgnores) {
    this.respectIgnores = respectIgnores;
  }

  /**
   * Lists.
   *
   * @param start a file, which is listed in any case, or a folder
   * @return the files in the order of their names
   * @throws IOException when a folder can't be read
   */
  List<Path> files(Path start) throws IOException {
    if (!Files.isDirectory(start)) {
      return Collections.singletonList(start);
    }
    folder(start, respectIgnores ? GitIgnore.above(start) : GitIgnore.NONE);
    return files;
  }

  private void folder(Path folder, GitIgnore outer) throws IOException {
    GitIgnore ignore = respectIgnores ? outer.within(folder) : outer;
    List<Path> entries = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        entries.add(entry);
      }
    }
    Collections.sort(entries);
    for (Path entry : entries) {
      // Links are not followed: they lead out of the folder, or round in it.
      boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
      if (entry.getFileName().toString().equals(".git") || ignore.ignores(entry, isFolder)) {
        continue;
      }
      if (isFolder) {
        folder(entry, ignore);
      } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        files.add(entry);
      }
    }
  }
}
