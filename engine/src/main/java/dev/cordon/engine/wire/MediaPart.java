package dev.cordon.engine.wire;

import dev.cordon.engine.audit.MediaKind;
import dev.cordon.engine.wire.json.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One picture or the like: base64, a data URL, or the address where it lies. Only its beginning is
 * kept. Reusable; not thread-safe.
 */
final class MediaPart {
  /** A data URL's media type ends before. */
  private static final int HEAD = 128;

  /** So much base64 tells what it is. */
  private static final int MAGIC = 16;

  private final ByteSink head = new ByteSink();
  private final CRC32 crc = new CRC32();
  private long length;
  private int padding;

  void add(byte[] bytes, int from, int to) {
    if (head.size() < HEAD) {
      head.put(bytes, from, Math.min(to, from + HEAD - head.size()));
    }
    crc.update(bytes, from, to - from);
    length += to - from;
    for (int p = to - 1; p >= from && p >= to - 2 && bytes[p] == '='; p--) {
      padding = to - p;
    }
  }

  void clear() {
    head.clear();
    crc.reset();
    length = 0;
    padding = 0;
  }

  long length() {
    return length;
  }

  /** Returns what two that are the same have in common. */
  long fingerprint() {
    return (length << 32) ^ crc.getValue();
  }

  /** Tells whether it is a data URL or an address elsewhere. */
  boolean isAddress() {
    String start = start();
    return start.startsWith("data:") || start.startsWith("http:") || start.startsWith("https:");
  }

  /** Tells whether it is a data URL of a picture, sound or film. */
  boolean isMedia() {
    String start = start();
    return start.startsWith("data:")
        && MediaKind.of(start.substring(5)) != MediaKind.FILE
        && start.indexOf(',') > 0;
  }

  /** Returns how many bytes it has, decoded. */
  long bytes() {
    String start = start();
    if (start.startsWith("http")) {
      return 0;
    }
    int comma = start.startsWith("data:") ? start.indexOf(',') + 1 : 0;
    boolean encoded = comma == 0 || start.lastIndexOf(";base64,", comma) > 0;
    long data = length - comma;
    return encoded ? (data - padding) * 3 / 4 : data;
  }

  /** Returns its kind by what it says of itself, else by how it begins. */
  MediaKind kind(MediaKind otherwise) {
    String start = start();
    if (start.startsWith("data:")) {
      return MediaKind.of(start.substring(5));
    }
    MediaKind kind = start.startsWith("http") ? null : magic();
    return kind == null ? otherwise : kind;
  }

  private @Nullable MediaKind magic() {
    if (head.size() < MAGIC) {
      return null;
    }
    String m;
    try {
      byte[] first = Arrays.copyOf(head.array(), MAGIC);
      m = new String(Base64.getDecoder().decode(first), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
    if (m.startsWith("\u0089PNG") || m.startsWith("\u00FF\u00D8\u00FF") || m.startsWith("GIF8")) {
      return MediaKind.IMAGE;
    }
    if (m.startsWith("RIFF")) {
      return m.startsWith("WEBP", 8) ? MediaKind.IMAGE : MediaKind.SOUND;
    }
    if (m.startsWith("ftyp", 4)) { // ISO base media
      boolean picture = m.startsWith("avif", 8) || m.startsWith("heic", 8);
      return picture ? MediaKind.IMAGE : MediaKind.VIDEO;
    }
    if (m.startsWith("ID3") || m.startsWith("OggS") || m.startsWith("fLaC")) {
      return MediaKind.SOUND;
    }
    return m.startsWith("%PDF") ? MediaKind.FILE : null;
  }

  private String start() {
    return new String(head.array(), 0, head.size(), StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT);
  }
}
