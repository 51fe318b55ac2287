package dev.cordon.engine.wire;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.MediaKind;
import dev.cordon.engine.text.TextMemory;
import dev.cordon.engine.wire.json.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what an answer holds beside texts: base64 where the wire format has it, and data URLs
 * anywhere in its texts. What a stream repeats at its end is counted once. Not thread-safe.
 */
final class InlineMedia {
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

  /** Of more than so many, repetitions are counted. */
  private static final int MOST = 4096;

  private final ExchangeRecord record;
  private final Set<Long> seen = new HashSet<>(0);
  private final MediaPart field = new MediaPart();
  private @Nullable MediaKind told;
  private int parts;

  InlineMedia(ExchangeRecord record) {
    this.record = record;
  }

  /** Returns how many fields were read, counted or not. */
  int parts() {
    return parts;
  }

  /** Takes the media type that stands beside a field. */
  void type(byte[] bytes, int from, int to) {
    told = MediaKind.of(FactReader.string(bytes, from, to));
  }

  /** Takes a field's value, or a part of it. */
  void field(Fact fact, byte[] bytes, int from, int to, boolean whole) {
    field.add(bytes, from, to);
    if (whole) {
      MediaKind kind = fact == Fact.SOUND ? MediaKind.SOUND : MediaKind.IMAGE;
      kind = fact != Fact.INLINE ? kind : told == null ? MediaKind.FILE : told;
      told = null;
      parts++;
      // A field for an image's address may hold a text, such as why there is none.
      count(field, kind, fact != Fact.IMAGE_URL || field.isAddress());
    }
  }

  /**
   * Looks for data URLs in a text.
   *
   * @param tail the eight bytes before it
   * @param last whether nothing follows
   */
  void text(byte[] text, int from, int to, boolean last, long tail, TextMemory memory) {
    int p = from;
    Object begun = memory.media();
    MediaPart part = begun instanceof MediaPart ? (MediaPart) begun : null;
    while (p < to || part != null) {
      if (part == null) {
        int colon = ByteSearch.indexOf(text, p, to, (byte) ':');
        if (colon == to) {
          return;
        }
        p = colon + 1;
        if (endsInData(text, from, colon, tail)) {
          part = new MediaPart();
          part.add(DATA, 0, DATA.length);
        }
        continue;
      }
      int end = p;
      while (end < to && isUrl(text[end])) {
        end++;
      }
      part.add(text, p, end);
      p = end;
      if (end == to && !last) {
        memory.media(part);
        return;
      }
      count(part, MediaKind.FILE, part.isMedia());
      part = null;
      memory.media(null);
    }
  }

  private static boolean endsInData(byte[] text, int from, int colon, long tail) {
    for (int back = 1; back < DATA.length; back++) {
      int p = colon - back;
      int b = p >= from ? text[p] : (int) (tail >>> (8 * (from - p - 1)));
      if (((b & 0xFF) | 0x20) != DATA[DATA.length - 1 - back]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUrl(byte b) {
    return b > ' ' && "\"'<>()[]\\`".indexOf(b) < 0;
  }

  private void count(MediaPart part, MediaKind otherwise, boolean isOne) {
    if (isOne && part.length() > 0) {
      if (seen.size() == MOST) {
        seen.clear();
      }
      if (seen.add(part.fingerprint())) {
        record.countMedia(part.kind(otherwise), part.bytes());
      }
    }
    part.clear();
  }
}
