package dev.cordon.engine.roundtrip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways in which a network cuts a stream. */
final class Splits {
  private Splits() {}

  static List<byte[]> at(byte[] bytes, int at) {
    return List.of(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length));
  }

  static List<byte[]> bytes(byte[] bytes) {
    List<byte[]> chunks = new ArrayList<>();
    for (byte b : bytes) {
      chunks.add(new byte[] {b});
    }
    return chunks;
  }

  static List<byte[]> random(byte[] bytes, Random random) {
    List<byte[]> chunks = new ArrayList<>();
    int longest = 1 + random.nextInt(random.nextBoolean() ? 5 : 400);
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + random.nextInt(longest));
      chunks.add(Arrays.copyOfRange(bytes, at, end));
      at = end;
    }
    return chunks;
  }

  static List<List<byte[]>> some(byte[] bytes, Random random, int count) {
    List<List<byte[]>> splits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean two = random.nextBoolean();
      splits.add(two ? at(bytes, random.nextInt(bytes.length + 1)) : random(bytes, random));
    }
    return splits;
  }
}
