package dev.cordon.engine.wire;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.wire.json.ByteSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** A request's body without its content codings (RFC 9110, section 8.4.1). Immutable. */
final class ContentCoding {
  /** A body that grows beyond is a bomb or can't be judged. */
  private static final int LIMIT = 256 << 20;

  /** What is decoded at once: a thousand times as much may come out. */
  private static final int STEP = 8192;

  private final byte[] plain;
  private final boolean notes;

  private ContentCoding(byte[] plain, boolean notes) {
    this.plain = plain;
    this.notes = notes;
  }

  /** Returns the decoded body. */
  byte[] plain() {
    return plain;
  }

  /**
   * Tells whether there was text beside the body that nobody looked into, such as a gzip member's
   * file name: encoding the body again leaves it out.
   */
  boolean hasNotes() {
    return notes;
  }

  static ContentCoding decode(byte[] body, List<String> codings) throws MalformedBodyException {
    if (!ContentDecoder.canDecode(codings)) {
      throw new MalformedBodyException("content coding is not supported", -1);
    }
    ByteSink plain = new ByteSink();
    try (ContentDecoder decoder = ContentDecoder.of(codings)) {
      for (int at = 0; at < body.length; at += STEP) {
        plain.put(decoder.decode(ByteBuffer.wrap(body, at, Math.min(STEP, body.length - at))));
        if (plain.size() > LIMIT) {
          throw new MalformedBodyException("decompressed body is too large", -1);
        }
      }
      decoder.finish();
      if (decoder.hasSurplus()) {
        throw new MalformedBodyException("there are bytes behind the compressed body", -1);
      }
      return new ContentCoding(plain.toByteArray(), decoder.hasNotes());
    } catch (MalformedBodyException malformed) {
      throw malformed;
    } catch (IOException e) {
      throw new MalformedBodyException("compressed body is broken", -1);
    }
  }

  static byte[] encode(byte[] body, List<String> codings) {
    byte[] coded = body;
    for (String coding : codings) {
      coded = deflate(coded, coding.endsWith("gzip"));
    }
    return coded;
  }

  private static byte[] deflate(byte[] body, boolean gzip) {
    ByteArrayOutputStream coded = new ByteArrayOutputStream(body.length / 2 + 64);
    try (DeflaterOutputStream out =
        gzip ? new GZIPOutputStream(coded) : new DeflaterOutputStream(coded)) {
      out.write(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return coded.toByteArray();
  }
}
