package dev.cordon.agent.boot;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * A ZIP archive that is itself a region of a file: the agent's jar, or an archive nested in it.
 * {@link java.util.jar.JarFile} can't open a nested archive without a copy of it. Thread-safe.
 *
 * <p>The packaging writes what this reads: ASCII names, no comments, no ZIP64. Record layouts: the
 * PKWARE APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
 */
final class ZipRegion {
  private static final int LOCAL_HEADER = 30;
  private static final int DIRECTORY_HEADER = 46;
  private static final int END_RECORD = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final RandomAccessFile file;
  private final long start;
  private final byte[] directory;

  /** Open addressing: where an entry begins in the directory plus one, or zero. */
  private final int[] slots;

  /**
   * Opens a region of a file.
   *
   * @param file the file; reads are serialised on it
   * @param start where the archive begins
   * @param length its length
   * @throws IOException when the region can't be read or is no archive of this kind
   */
  ZipRegion(RandomAccessFile file, long start, long length) throws IOException {
    this.file = file;
    this.start = start;
    byte[] end = read(start + length - END_RECORD, END_RECORD);
    if (int4(end, 0) != END_SIGNATURE) {
      throw new ZipException("no end record: the agent's jar was changed or cut");
    }
    int count = int2(end, 10);
    directory = read(start + int4(end, 16), int4(end, 12));
    slots = new int[Integer.highestOneBit(count * 2 + 1) * 2];
    for (int at = 0; at < directory.length; at = next(at)) {
      int slot = hash(at) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = at + 1;
    }
  }

  /** Returns an entry's position in the directory, or -1 when there is none of that name. */
  int find(String name) {
    int slot = name.hashCode() & (slots.length - 1);
    while (slots[slot] != 0) {
      if (isNamed(slots[slot] - 1, name)) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  /** Returns the first entry, or -1 in an empty archive. */
  int first() {
    return directory.length == 0 ? -1 : 0;
  }

  /** Returns the entry after {@code entry}, or -1. */
  int after(int entry) {
    int next = next(entry);
    return next < directory.length ? next : -1;
  }

  /** Returns an entry's name. */
  String name(int entry) {
    return new String(
        directory, entry + DIRECTORY_HEADER, nameLength(entry), StandardCharsets.US_ASCII);
  }

  /** Reads an entry. */
  byte[] read(int entry) throws IOException {
    byte[] bytes = read(dataStart(entry), packedSize(entry));
    return method(entry) == DEFLATED ? inflated(bytes, int4(directory, entry + 24)) : bytes;
  }

  private static byte[] inflated(byte[] packed, int size) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] bytes = new byte[size];
      int at = 0;
      while (at < size) {
        int count = inflater.inflate(bytes, at, size - at);
        if (count == 0) {
          throw new EOFException("the agent's jar was changed");
        }
        at += count;
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new ZipException("the agent's jar was changed: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  /** Opens an entry that is itself such an archive. */
  ZipRegion nested(int entry) throws IOException {
    if (method(entry) != STORED) {
      throw new ZipException("compressed archive: the agent's jar was repacked");
    }
    return new ZipRegion(file, dataStart(entry), packedSize(entry));
  }

  private int method(int entry) {
    return int2(directory, entry + 10);
  }

  private long dataStart(int entry) throws IOException {
    long header = start + int4(directory, entry + 42);
    byte[] local = read(header, LOCAL_HEADER);
    if (int4(local, 0) != LOCAL_SIGNATURE) {
      throw new ZipException("no local header: the agent's jar was changed");
    }
    return header + LOCAL_HEADER + int2(local, 26) + int2(local, 28);
  }

  private byte[] read(long position, int length) throws IOException {
    if (position < 0 || length < 0) {
      throw new EOFException("the agent's jar was cut");
    }
    byte[] bytes = new byte[length];
    synchronized (file) {
      file.seek(position);
      file.readFully(bytes);
    }
    return bytes;
  }

  private int packedSize(int entry) {
    return int4(directory, entry + 20);
  }

  private int nameLength(int entry) {
    return int2(directory, entry + 28);
  }

  private int next(int entry) {
    return entry
        + DIRECTORY_HEADER
        + nameLength(entry)
        + int2(directory, entry + 30)
        + int2(directory, entry + 32);
  }

  /** The name's {@link String#hashCode}, without the string. */
  private int hash(int entry) {
    int from = entry + DIRECTORY_HEADER;
    int to = from + nameLength(entry);
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + directory[i];
    }
    return hash;
  }

  private boolean isNamed(int entry, String name) {
    int length = nameLength(entry);
    if (length != name.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (directory[entry + DIRECTORY_HEADER + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int int2(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
  }

  private static int int4(byte[] bytes, int at) {
    return int2(bytes, at) | (int2(bytes, at + 2) << 16);
  }
}
