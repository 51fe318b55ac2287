package dev.cordon.agent.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the check of a trail found. Immutable once returned. */
public final class Verification {
  /** What the check comes to. */
  public enum Verdict {
    /** Every record is in its place and unchanged. */
    INTACT,
    /** Records were removed, changed, moved or added. */
    NOT_INTACT,
    /**
     * Nothing speaks against the trail, but its hashes can't be checked: the key is not its own.
     */
    KEY,
    /** There is no record. */
    EMPTY,
    /** There are lines, and none is a record of a trail. */
    FOREIGN
  }

  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long records;
  private long lines;
  private int files;
  private boolean head;
  private @Nullable String keyProblem;

  Verification() {}

  void problem(String text) {
    if (problems.size() < 1000) {
      problems.add(text);
    }
  }

  void note(String text) {
    if (notes.size() < 1000) {
      notes.add(text);
    }
  }

  /** Says which records, with their verb: {@code record 7 is}, {@code records 7 to 9 are}. */
  static String records(long from, long to) {
    return from == to ? "record " + from + " is" : "records " + from + " to " + to + " are";
  }

  /** Says how many: {@code 1 record}, {@code 2 records}. */
  public static String count(long number, String one) {
    return number + " " + (number == 1 ? one : one + "s");
  }

  /** Says that no record could be checked, for want of the right key. */
  void keyProblem(String text) {
    keyProblem = text;
  }

  void countLine() {
    lines++;
  }

  void countRecord() {
    records++;
  }

  /** Tells that there is a file that says where the trail ends. */
  void foundHead() {
    head = true;
  }

  void countFile() {
    files++;
  }

  /** Returns what the check comes to. */
  public Verdict verdict() {
    if (records == 0 && !head) {
      return lines == 0 ? Verdict.EMPTY : Verdict.FOREIGN;
    }
    if (!problems.isEmpty()) {
      return Verdict.NOT_INTACT;
    }
    return keyProblem == null ? Verdict.INTACT : Verdict.KEY;
  }

  /** Tells whether all was checked, and nothing was removed, changed, moved or added. */
  public boolean isIntact() {
    return verdict() == Verdict.INTACT;
  }

  /** Returns why the hashes could not be checked; null when they were. */
  public @Nullable String keyProblem() {
    return keyProblem;
  }

  /** Returns what was removed, changed or moved, and where; at most a thousand entries. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** Returns what a reader should know though it is no violation, such as the death of a writer. */
  public List<String> notes() {
    return Collections.unmodifiableList(notes);
  }

  /** Returns how many records were read. */
  public long records() {
    return records;
  }

  /** Returns how many files were read. */
  public int files() {
    return files;
  }
}
