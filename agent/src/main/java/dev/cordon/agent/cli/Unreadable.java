package dev.cordon.agent.cli;

import dev.cordon.engine.file.UnusableFileException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Says in words why a file can't be read or written, without the path: the caller names it once.
 */
final class Unreadable {
  private Unreadable() {}

  static String why(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof InvalidPathException) {
      return "this is no path";
    }
    if (e instanceof NotDirectoryException) {
      return "this is no folder";
    }
    if (e instanceof FileNotFoundException) {
      return "there is no such file, or no permission";
    }
    if (e instanceof UnusableFileException) {
      return String.valueOf(e.getMessage());
    }
    String message = e.getMessage();
    boolean known = "Is a directory".equals(message) || "No space left on device".equals(message);
    return known && message != null
        ? message
        : "can't be read or written (" + e.getClass().getSimpleName() + ")";
  }
}
