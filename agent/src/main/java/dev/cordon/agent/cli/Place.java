package dev.cordon.agent.cli;

/** Where something was found. Immutable. */
final class Place {
  /** The file as it was named, or {@code -}. */
  final String file;

  /** The line, from 1. */
  final long line;

  /** The column, from 1, in UTF-16 code units. */
  final int column;

  /** How many UTF-16 code units the value has. */
  final int length;

  Place(String file, long line, int column, int length) {
    this.file = file;
    this.line = line;
    this.column = column;
    this.length = length;
  }
}
