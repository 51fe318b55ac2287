package dev.cordon.engine.wire.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ByteSearchTest {
  @Property(seed = "3688514132")
  void findsTheFirstOfAByteAsALoopDoes(
      @ForAll @Size(max = 80) byte[] text,
      @ForAll @IntRange(max = 20) int from,
      @ForAll byte wanted) {
    int begin = Math.min(from, text.length);
    int expected = begin;
    while (expected < text.length && text[expected] != wanted) {
      expected++;
    }
    assertEquals(expected, ByteSearch.indexOf(text, begin, text.length, wanted));
  }

  @Property(seed = "3688514133")
  void everyByteThatMattersEndsThePlainPart(
      @ForAll @Size(max = 80) byte @ByteRange(min = 32, max = 90) [] text,
      @ForAll @IntRange(max = 79) int at,
      @ForAll byte other) {
    if (at < text.length) {
      text[at] = other;
    }
    int expected = 0;
    while (expected < text.length && isPlain(text[expected])) {
      expected++;
    }
    assertEquals(expected, ByteSearch.endOfPlain(text, 0, text.length));
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }
}
