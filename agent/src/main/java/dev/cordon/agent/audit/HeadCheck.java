package dev.cordon.agent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks one chain's end: what its head and its journal tell of it. Used once. */
final class HeadCheck {
  private final Path file;
  private final HashChain chain;
  private final Verification result;
  private final ChainHead.@Nullable Position head;
  private int callsBehind;

  /** Reads the head: before the records, as a living writer moves it on while they are read. */
  HeadCheck(Path file, HashChain chain, Verification result) throws IOException {
    this.file = file;
    this.chain = chain;
    this.result = result;
    this.head = ChainHead.read(AuditFiles.head(file), chain);
    if (Files.exists(AuditFiles.head(file))) {
      result.foundHead();
    }
  }

  /** Tells whether there is a head that was written with this key. */
  boolean isKnown() {
    return head != null;
  }

  /** Takes the next record. */
  void record(long sequence, byte[] hash, boolean isCall) {
    if (head == null || sequence < head.sequence) {
      return;
    }
    if (sequence == head.sequence && !Arrays.equals(head.hash, hash)) {
      result.problem(at("record " + sequence + ", once the last one, was replaced"));
    }
    callsBehind += sequence > head.sequence && isCall ? 1 : 0;
  }

  /**
   * Judges the end, after the last record.
   *
   * @param withoutKey whether the records could not be checked for want of the key
   */
  void end(long last, boolean withoutKey) throws IOException {
    if (head == null) {
      String name = String.valueOf(AuditFiles.head(file).getFileName());
      if (!Files.exists(AuditFiles.head(file))) {
        result.problem(
            name + " is missing: nobody can tell whether the newest records were cut off");
      } else if (!withoutKey) {
        result.problem(
            name
                + " was not written with this key: nobody can tell whether the newest records were"
                + " cut off");
      }
      return;
    }
    if (head.sequence > last) {
      result.problem(
          at(Verification.records(last + 1, head.sequence) + " missing at the end of the trail"));
    }
    int waiting = AuditJournal.waiting(AuditFiles.journal(file), head);
    ChainHead.Position now = ChainHead.read(AuditFiles.head(file), chain);
    if (now != null && now.sequence == head.sequence) { // else a writer is at work
      journal(waiting);
    }
  }

  /** What stands behind the head was in the journal when its writer died, or is writing now. */
  private void journal(int waiting) {
    if (callsBehind > waiting) {
      String added = Verification.count(callsBehind - waiting, "record");
      result.problem(at(added + " at the end added by somebody else than the writer"));
    } else if (waiting > callsBehind) {
      result.note(
          AuditFiles.journal(file).getFileName()
              + ": "
              + Verification.count(waiting - callsBehind, "record")
              + " still to be written to the chain: the writer does it now, or, if it died, the next"
              + " process that is given this trail");
    }
  }

  private String at(String what) {
    return file.getFileName() + ": " + what;
  }
}
