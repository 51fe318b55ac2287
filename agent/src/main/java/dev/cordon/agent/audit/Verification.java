package dev.cordon.agent.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the check of a trail found. Immutable once returned. */
public final class Verification {
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long records;
  private int files;

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

  void countRecord() {
    records++;
  }

  void countFile() {
    files++;
  }

  /** Tells whether nothing was removed, changed or moved. */
  public boolean isIntact() {
    return problems.isEmpty();
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
