package dev.cordon.agent.audit;

import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.text.Hex;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a file ends: what a writer must know to go on. Immutable. */
final class AuditTail {
  private static final int WINDOW = 2 << 20;

  /** The number of the last whole record, 0 when there is none. */
  final long sequence;

  /** Its hash. */
  final byte[] hash;

  /** The number of the file's first record, 0 when it has none. */
  final long firstSequence;

  /** Bytes of a record that was not written whole. */
  final long tornBytes;

  /** How many records of calls stand behind what the head tells of. */
  final int behindHead;

  /** What the head tells, null when there is none. */
  final ChainHead.@Nullable Position head;

  /** When the file was begun, milliseconds since the epoch. */
  final long openedAt;

  private AuditTail(
      long sequence,
      byte[] hash,
      long firstSequence,
      long tornBytes,
      int behindHead,
      ChainHead.@Nullable Position head,
      long openedAt) {
    this.sequence = sequence;
    this.hash = hash;
    this.firstSequence = firstSequence;
    this.tornBytes = tornBytes;
    this.behindHead = behindHead;
    this.head = head;
    this.openedAt = openedAt;
  }

  /** The first record of a file. */
  static final class Opening {
    final long sequence;
    final String previous;

    /** When it was written, milliseconds since the epoch. */
    final long time;

    Opening(long sequence, String previous, long time) {
      this.sequence = sequence;
      this.previous = previous;
      this.time = time;
    }
  }

  /**
   * Reads the end of a file. Where the head beside it is further on, records were cut off: the
   * chain then goes on behind the head, so that the gap stays visible for ever.
   */
  static AuditTail read(Path file, HashChain chain, @Nullable Opening before) throws IOException {
    long begun = Clock.millis();
    ChainHead.Position head = ChainHead.read(AuditFiles.head(file), chain);
    long sequence = before == null ? 0 : before.sequence - 1;
    byte[] hash = HashChain.genesis();
    if (before != null) {
      byte[] previous = Hex.bytes(before.previous);
      hash = previous == null ? hash : previous;
    }
    long first = 0;
    long torn = 0;
    int behind = 0;
    RegularFile.check(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      byte[] end = end(channel);
      int stop = lastLineFeed(end, end.length) + 1;
      torn = end.length - stop;
      Seal last = lastSeal(end, stop);
      if (last != null) {
        sequence = last.sequence;
        hash = last.hash;
        Opening opening = opening(file);
        first = opening.sequence;
        begun = opening.time;
        behind = head == null ? 0 : callsBehind(end, stop, head.sequence);
      }
    }
    if (head != null && head.sequence > sequence) {
      sequence = head.sequence;
      hash = head.hash;
    }
    return new AuditTail(sequence, hash, first, torn, behind, head, begun);
  }

  /** Reads the first record of a file. */
  static Opening opening(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 4096)) {
      LineReader lines = new LineReader(in);
      if (lines.next()) {
        Seal seal = Seal.read(lines.line(), lines.length());
        String text = new String(lines.line(), 0, lines.length(), StandardCharsets.UTF_8);
        String previous = stringField(text, "previous");
        if (seal != null && previous != null) {
          String time = stringField(text, "time");
          return new Opening(seal.sequence, previous, time == null ? 0 : Clock.parse(time));
        }
      }
    }
    return new Opening(1, Hex.of(HashChain.genesis()), Clock.millis());
  }

  /** Returns the value of a string field that holds no escapes, or null. */
  static @Nullable String stringField(String json, String name) {
    String start = "\"" + name + "\":\"";
    int from = json.indexOf(start);
    int to = from < 0 ? -1 : json.indexOf('"', from + start.length());
    return to < 0 ? null : json.substring(from + start.length(), to);
  }

  private static byte[] end(FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, WINDOW));
    long at = size - buffer.capacity();
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        break;
      }
      at += read;
    }
    return buffer.array();
  }

  private static @Nullable Seal lastSeal(byte[] end, int stop) {
    int lineEnd = stop - 1;
    while (lineEnd > 0) {
      int start = lastLineFeed(end, lineEnd) + 1;
      byte[] line = Arrays.copyOfRange(end, start, lineEnd);
      Seal seal = Seal.read(line, line.length);
      if (seal != null) {
        return seal;
      }
      lineEnd = start - 1; // a torn record that an earlier writer closed with a line feed
    }
    return null;
  }

  /** Counts the records of calls that were written after the head was. */
  private static int callsBehind(byte[] end, int stop, long sequence) {
    int calls = 0;
    int lineEnd = stop - 1;
    while (lineEnd > 0) {
      int start = lastLineFeed(end, lineEnd) + 1;
      byte[] line = Arrays.copyOfRange(end, start, lineEnd);
      Seal seal = Seal.read(line, line.length);
      if (seal != null && seal.sequence <= sequence) {
        return calls;
      }
      calls += seal == null || Seal.isEvent(line) ? 0 : 1;
      lineEnd = start - 1;
    }
    return calls;
  }

  private static int lastLineFeed(byte[] bytes, int before) {
    for (int i = before - 1; i >= 0; i--) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
