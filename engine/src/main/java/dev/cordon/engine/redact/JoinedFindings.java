package dev.cordon.engine.redact;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.JoinedText;

/**
 * What is found in a text as it is, and beside that in the same text as it reads without what is
 * hidden in it. Used once.
 */
final class JoinedFindings {
  /** What is found in the joined text; gets filled. */
  final Findings together = new Findings();

  /** Replacements in the text as it is. */
  final Edits apart = new Edits();

  /** Replacements in the joined text. */
  final Edits joined = new Edits();

  private final JoinedText reads;
  private final Findings known;
  private final int least;
  private int next;

  /**
   * Begins a text.
   *
   * @param known what was found in it as it is
   * @param least the confidence from which on that counts
   */
  JoinedFindings(JoinedText reads, Findings known, int least) {
    this.reads = reads;
    this.known = known;
    this.least = least;
  }

  /** Tells whether a finding is more than one that is known. To be asked in order. */
  boolean isNew(int i) {
    int start = reads.start(together.start(i));
    int end = reads.end(together.end(i));
    while (next < known.size() && known.end(next) < end) {
      next++;
    }
    boolean covered = next < known.size() && known.start(next) <= start;
    return !covered || known.confidence(next) < least;
  }

  /**
   * Writes the replacements of both as those of the text as it is. Where two meet, that of the
   * joined text stands for both.
   */
  void write(Edits edits) {
    int first = 0;
    for (int i = 0; i < joined.size(); i++) {
      int start = reads.start(joined.start(i));
      int end = reads.end(joined.end(i));
      while (first < apart.size() && apart.end(first) <= start) {
        edits.add(apart.start(first), apart.end(first), apart.replacement(first++));
      }
      while (first < apart.size() && apart.start(first) < end) {
        start = Math.min(start, apart.start(first));
        end = Math.max(end, apart.end(first++));
      }
      int free = edits.isEmpty() ? start : Math.max(start, edits.end(edits.size() - 1));
      edits.add(free, Math.max(free, end), joined.replacement(i));
    }
    for (; first < apart.size(); first++) {
      edits.add(apart.start(first), apart.end(first), apart.replacement(first));
    }
  }
}
