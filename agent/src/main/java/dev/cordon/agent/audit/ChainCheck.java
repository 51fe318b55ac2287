package dev.cordon.agent.audit;

import dev.cordon.engine.text.Hex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks one chain: every record's hash, every number, every file, and the end. Used once. */
final class ChainCheck {
  private final Path file;
  private final HashChain chain;
  private final Verification result;
  private final HeadCheck head;
  private final Set<String> purged = new HashSet<>();

  private long sequence;
  private byte[] hash = HashChain.genesis();
  private long tornBytes = -1;
  private String tornWhere = "";
  private boolean good;
  private boolean withoutKey;
  private long changedFrom;
  private long changed;
  private String changedWhere = "";
  private final List<String> changes = new ArrayList<>();
  private long missingBefore;
  private String missingHash = "";

  ChainCheck(Path file, HashChain chain, Verification result) throws IOException {
    this.file = file;
    this.chain = chain;
    this.result = result;
    this.head = new HeadCheck(file, chain, result);
  }

  void run() throws IOException {
    List<Path> files = AuditFiles.all(file);
    for (int i = 0; i < files.size(); i++) {
      verify(files.get(i), i == 0, i == files.size() - 1);
    }
    judgeTorn("");
    judgeChanged();
    judgeKey();
    verifyPurge();
    head.end(sequence, withoutKey);
  }

  private void verify(Path path, boolean first, boolean last) throws IOException {
    result.countFile();
    String name = path.getFileName().toString();
    try (InputStream in = Files.newInputStream(path)) {
      LineReader lines = new LineReader(in);
      long number = 0;
      while (lines.next()) {
        number++;
        result.countLine();
        if (number == 1 && first) {
          begin(lines);
        }
        line(lines, name + ":" + number, last);
      }
      if (number == 0 && (first || !last)) { // the last one: its writer died as it began it
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
    String text = Seal.isEvent(lines.line()) ? text(lines) : "";
    judgeTorn(text);
    result.countRecord();
    boolean inOrder = checkOrder(seal, where);
    byte[] expected = chain.next(hash, lines.line(), seal.covered);
    // after a gap the hash can't match, and saying it twice helps nobody
    if (inOrder && !Arrays.equals(expected, seal.hash)) {
      changedFrom = changed == 0 ? seal.sequence : changedFrom;
      changedWhere = changed == 0 ? where : changedWhere;
      changed++;
    } else {
      good |= inOrder;
      judgeChanged();
    }
    sequence = seal.sequence;
    hash = seal.hash;
    head.record(sequence, hash, text.isEmpty());
    if (text.startsWith("{\"event\":\"purged\"")) {
      purged.add(number(text, "through_seq") + ":" + AuditTail.stringField(text, "through_hash"));
    }
    if (text.startsWith("{\"event\":\"lost\"")) {
      String lost = Verification.count(number(text, "records"), "record");
      result.note(where + ": the writer could not write " + lost);
    }
  }

  /** Changed records that stand together are said once. */
  private void judgeChanged() {
    if (changed == 0) {
      return;
    }
    long to = changedFrom + changed - 1;
    String which =
        changed == 1 ? "record " + to + " was" : "records " + changedFrom + " to " + to + " were";
    changes.add(changedWhere + ": " + which + " changed");
    changed = 0;
  }

  /** Where no hash is right, neither the head's nor a record's, the key is rather the wrong one. */
  private void judgeKey() {
    withoutKey = !changes.isEmpty() && !good && !head.isKnown();
    if (!withoutKey) {
      for (String change : changes) {
        result.problem(change);
      }
      return;
    }
    result.keyProblem(
        chain.isKeyed()
            ? "no record was written with this key: give the trail's own with --key-env or"
                + " --key-file, or none if it has none. If it is the right one, the trail was"
                + " written anew by somebody else"
            : "the trail has a key: give it with --key-env NAME or --key-file FILE. If it has none,"
                + " the trail was written anew by somebody else");
  }

  private boolean checkOrder(Seal seal, String where) {
    if (seal.sequence == sequence + 1) {
      return true;
    }
    if (seal.sequence > sequence + 1) {
      String missing = Verification.records(sequence + 1, seal.sequence - 1);
      result.problem(where + ": " + missing + " missing before it");
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
              Verification.records(1, missingBefore)
                  + " missing, and no record says that they were purged when their time was"
                  + " over"));
    }
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
