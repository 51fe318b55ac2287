package dev.cordon.engine.detect.scan;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the built-in detectors are woken by, as the build has written it: to read some 5,000 words
 * and to build an index over them would cost an application's first call more than all the rest. A
 * scanner takes the arrays; nobody else may have them. Not thread-safe.
 */
final class ScannerTable {
  static final String RESOURCE = "scanner.bin";

  /** Another one for another layout. */
  private static final int FORMAT = 0x43530002;

  final int contexts;
  final int slots;
  final int[] marks;
  final IndexTables index;
  final KeywordStore keywords;
  final ShapeIndex shapes;
  final CommonWords common;
  final EndGuards ends;
  final PartNumbers parts;

  /** The types, as {@link DataTypes} reads them. */
  final String types;

  ScannerTable(
      int contexts,
      int slots,
      int[] marks,
      IndexTables index,
      KeywordStore keywords,
      ShapeIndex shapes,
      CommonWords common,
      EndGuards ends,
      PartNumbers parts,
      String types) {
    this.contexts = contexts;
    this.slots = slots;
    this.marks = marks;
    this.index = index;
    this.keywords = keywords;
    this.shapes = shapes;
    this.common = common;
    this.ends = ends;
    this.parts = parts;
    this.types = types;
  }

  /** Reads what {@link #toBytes} has written. */
  ScannerTable(byte[] bytes) {
    TableReader in = new TableReader(bytes);
    if (in.number() != FORMAT) {
      throw new IllegalStateException(RESOURCE + " has another format");
    }
    contexts = in.number();
    slots = in.number();
    marks = in.ints();
    index = new IndexTables(in);
    keywords = new KeywordStore(in);
    shapes = new ShapeIndex(in);
    common = new CommonWords(in);
    ends = new EndGuards(in);
    parts = new PartNumbers(in);
    types = in.text();
  }

  byte[] toBytes() {
    TableWriter out = new TableWriter();
    out.number(FORMAT);
    out.number(contexts);
    out.number(slots);
    out.ints(marks);
    index.write(out);
    keywords.write(out);
    shapes.write(out);
    common.write(out);
    ends.write(out);
    parts.write(out);
    out.text(types);
    return out.toBytes();
  }

  /**
   * Reads the tables that the build has made.
   *
   * @return the tables; null if it made none, as for a compiler alone
   * @throws IllegalStateException if they can't be read
   */
  static @Nullable ScannerTable read() {
    try (InputStream in = ScannerTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        return null;
      }
      DataInputStream data = new DataInputStream(in);
      byte[] bytes = new byte[data.readInt()];
      data.readFully(bytes);
      return new ScannerTable(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " can't be read", e);
    }
  }
}
