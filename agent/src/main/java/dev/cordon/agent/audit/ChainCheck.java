package dev.cordon.agent.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks one chain: every record's hash, every number, every file, and the end. Used once. */
final class ChainCheck {
  /** How the trail's own records begin. */
  private static final byte[] EVENT = "{\"event\":\"".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final HashChain chain;
  private final Verification result;
  private final Set<String> purged = new HashSet<>();

  private long sequence;
  private byte[] hash = HashChain.genesis();
  private long tornBytes = -1;
  private String tornWhere = "";
  private long missingBefore;
  private String missingHash = "";

  ChainCheck(Path file, HashChain chain, Verification result) {
    this.file = file;
    this.chain = chain;
    this.result = result;
  }

  void run() throws IOException {
    List<Path> files = AuditFiles.older(file);
    files.add(file);
    for (int i = 0; i < files.size(); i++) {
      verify(files.get(i), i == 0, i == files.size() - 1);
    }
    judgeTorn("");
    verifyPurge();
    verifyHead();
  }

  private void verify(Path path, boolean first, boolean last) throws IOException {
    result.countFile();
    String name = path.getFileName().toString();
    try (InputStream in = Files.newInputStream(path)) {
      LineReader lines = new LineReader(in);
      long number = 0;
      while (lines.next()) {
        number++;
        if (number == 1 && first) {
          begin(lines);
        }
        line(lines, name + ":" + number, last);
      }
      if (number == 0) {
        result.problem(name + ": the file is empty; every file begins with a record");
      }
    }
  }

  /** Takes the chain up where the oldest file says that it begins. */
  private void begin(LineReader lines) {
    Seal seal = Seal.read(lines.line(), lines.length());
    String previous = AuditTail.stringField(text(lines), "previous");
    byte[] before = previous == null ? null : Hex.bytes(previous);
    if (seal != null && seal.sequence > 1 && before != null && previous != null) {
      missingBefore = seal.sequence - 1;
      missingHash = previous;
      sequence = missingBefore;
      hash = before;
    }
  }

  private void line(LineReader lines, String where, boolean last) {
    Seal seal = Seal.read(lines.line(), lines.length());
    if (seal == null || !lines.isComplete()) {
      torn(lines, where, last);
      return;
    }
    String text = isEvent(lines) ? text(lines) : "";
    judgeTorn(text);
    result.countRecord();
    boolean inOrder = checkOrder(seal, where);
    byte[] expected = chain.next(hash, lines.line(), seal.covered);
    // after a gap the hash can't match, and saying it twice helps nobody
    if (inOrder && !Arrays.equals(expected, seal.hash)) {
      result.problem(where + ": record " + seal.sequence + " was changed");
    }
    sequence = seal.sequence;
    hash = seal.hash;
    if (text.startsWith("{\"event\":\"purged\"")) {
      purged.add(number(text, "through_seq") + ":" + AuditTail.stringField(text, "through_hash"));
    }
    if (text.startsWith("{\"event\":\"lost\"")) {
      result.note(where + ": the writer could not write " + number(text, "records") + " records");
    }
  }

  private boolean checkOrder(Seal seal, String where) {
    if (seal.sequence == sequence + 1) {
      return true;
    }
    if (seal.sequence > sequence + 1) {
      long from = sequence + 1;
      long to = seal.sequence - 1;
      result.problem(
          where
              + ": "
              + (from == to ? "record " + from + " is" : "records " + from + " to " + to + " are")
              + " missing before it");
    } else {
      result.problem(
          where
              + ": record "
              + seal.sequence
              + " stands after record "
              + sequence
              + ": out of order");
    }
    return false;
  }

  private void torn(LineReader lines, String where, boolean last) {
    if (!lines.isComplete() && last) {
      result.note(
          where
              + ": the last record is incomplete ("
              + lines.length()
              + " bytes): the writer died before it was acknowledged");
    } else {
      tornBytes = lines.length();
      tornWhere = where;
    }
  }

  /** An incomplete record is innocent when the writer's next opening tells of just this one. */
  private void judgeTorn(String next) {
    if (tornBytes < 0) {
      return;
    }
    if (next.startsWith("{\"event\":\"opened\"") && number(next, "torn_bytes") == tornBytes) {
      result.note(
          tornWhere + ": an incomplete record of " + tornBytes + " bytes: a writer died here");
    } else {
      result.problem(tornWhere + ": this line is no record of the trail");
    }
    tornBytes = -1;
  }

  private void verifyPurge() {
    if (missingBefore > 0 && !purged.contains(missingBefore + ":" + missingHash)) {
      result.problem(
          at(
              "records 1 to "
                  + missingBefore
                  + " are missing, and no record says that they were purged when their time was"
                  + " over"));
    }
  }

  private void verifyHead() throws IOException {
    ChainHead.Position head = ChainHead.read(AuditFiles.head(file), chain);
    if (head == null) {
      result.problem(
          AuditFiles.head(file).getFileName()
              + " is missing or was not written with this key: nobody can tell whether the newest"
              + " records were cut off");
    } else if (head.sequence > sequence) {
      long from = sequence + 1;
      result.problem(
          at("records " + from + " to " + head.sequence + " are missing at the end of the trail"));
    } else if (head.sequence == sequence && !Arrays.equals(head.hash, hash)) {
      result.problem(at("the last record, " + sequence + ", was replaced"));
    } else if (head.sequence < sequence) {
      checkLag(sequence - head.sequence);
    }
  }

  private void checkLag(long lag) {
    if (lag == 1) {
      result.note(
          at("the writer died, or is writing, between the last record and its acknowledgement"));
    } else {
      result.problem(at(lag + " records at the end were added by somebody else than the writer"));
    }
  }

  private static boolean isEvent(LineReader lines) {
    for (int i = 0; i < EVENT.length; i++) {
      if (lines.line()[i] != EVENT[i]) {
        return false; // a sealed line is longer than this
      }
    }
    return true;
  }

  private String at(String what) {
    return file.getFileName() + ": " + what;
  }

  private static String text(LineReader lines) {
    return new String(lines.line(), 0, lines.length(), StandardCharsets.UTF_8);
  }

  private static long number(String json, String name) {
    int from = json.indexOf("\"" + name + "\":");
    long value = 0;
    for (int i = from < 0 ? json.length() : from + name.length() + 3; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < '0' || c > '9') {
        break;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
