package dev.cordon.agent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a chain ends, kept beside the trail: without it nobody could tell that the newest records
 * were cut off. Two slots are written in turn, each with its own hash, so that one of them is whole
 * whenever the JVM dies. The file is mapped: an update is a copy in memory which survives the death
 * of the process, and costs no system call. Behind the slots stands a salt, made once, for the
 * fingerprints of a trail without a key. Not thread-safe.
 */
final class ChainHead implements Closeable {
  private static final int NUMBERS = 16;
  private static final int SLOT = NUMBERS + 2 * HashChain.HASH_BYTES;
  private static final int SALT = 32;
  private static final int SIZE = 2 * SLOT + SALT;

  private final MappedByteBuffer map;
  private final HashChain chain;
  private final byte[] slot = new byte[SLOT];

  /** Whether the second slot is the older one, to be written next. */
  private boolean odd;

  private ChainHead(MappedByteBuffer map, HashChain chain) {
    this.map = map;
    this.chain = chain;
  }

  /** A position in a chain. */
  static final class Position {
    final long sequence;
    final byte[] hash;

    /** Up to where the chain holds what was put into the journal. */
    final long released;

    Position(long sequence, long released, byte[] hash) {
      this.sequence = sequence;
      this.released = released;
      this.hash = hash;
    }
  }

  /**
   * Opens the head for writing; the file gets all its blocks first, because a mapping must never
   * hit a full disk.
   */
  static ChainHead open(Path file, HashChain chain) throws IOException {
    try (FileChannel channel = Permissions.openPrivate(file)) {
      if (channel.size() < SIZE) {
        ByteBuffer zeros = ByteBuffer.allocate(SIZE);
        while (zeros.hasRemaining()) {
          channel.write(zeros, zeros.position());
        }
      }
      MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
      ChainHead head = new ChainHead(map, chain);
      if (Arrays.equals(head.salt(), new byte[SALT])) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        map.position(2 * SLOT);
        map.put(salt);
      }
      byte[] bytes = readAll(file).array();
      Position first = slot(bytes, 0, chain);
      Position second = slot(bytes, SLOT, chain);
      head.odd = first != null && (second == null || first.sequence > second.sequence);
      return head;
    }
  }

  /** Returns the salt. */
  byte[] salt() {
    return salt(map);
  }

  /** Reads the salt of a trail, or null when it has none. */
  static byte @Nullable [] readSalt(Path file) throws IOException {
    return Files.exists(file) ? salt(readAll(file)) : null;
  }

  private static byte[] salt(ByteBuffer bytes) {
    ByteBuffer view = bytes.duplicate();
    view.clear().position(2 * SLOT);
    byte[] salt = new byte[SALT];
    view.get(salt);
    return salt;
  }

  /** Reads the newest whole slot, or null when there is none. */
  static @Nullable Position read(Path file, HashChain chain) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    ByteBuffer bytes = readAll(file);
    Position first = slot(bytes.array(), 0, chain);
    Position second = slot(bytes.array(), SLOT, chain);
    if (first == null || (second != null && second.sequence > first.sequence)) {
      return second;
    }
    return first;
  }

  private static ByteBuffer readAll(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    }
    return bytes;
  }

  private static @Nullable Position slot(byte[] bytes, int at, HashChain chain) {
    byte[] body = Arrays.copyOfRange(bytes, at, at + NUMBERS + HashChain.HASH_BYTES);
    long sequence = ByteBuffer.wrap(body).getLong();
    long released = ByteBuffer.wrap(body).getLong(8);
    byte[] hash = Arrays.copyOfRange(body, NUMBERS, body.length);
    byte[] own = Arrays.copyOfRange(bytes, at + body.length, at + SLOT);
    boolean whole = sequence > 0 && Arrays.equals(own, chain.next(hash, body, NUMBERS));
    return whole ? new Position(sequence, released, hash) : null;
  }

  /** Tells where the chain ends, and up to where it holds what was put into the journal. */
  void update(long sequence, byte[] hash, long released) {
    ByteBuffer.wrap(slot).putLong(sequence).putLong(released).put(hash);
    byte[] own = chain.next(hash, slot, NUMBERS);
    System.arraycopy(own, 0, slot, NUMBERS + HashChain.HASH_BYTES, HashChain.HASH_BYTES);
    map.position(odd ? SLOT : 0);
    map.put(slot);
    odd = !odd;
  }

  @Override
  public void close() {
    map.force();
  }
}
