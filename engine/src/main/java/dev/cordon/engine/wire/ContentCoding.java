package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes and redoes the content codings of a request's body (RFC 9110, section 8.4.1). */
final class ContentCoding {
  /** A body that grows beyond is a bomb or can't be judged. */
  private static final int LIMIT = 256 << 20;

  private ContentCoding() {}

  /** Returns the codings in the order in which they were applied; none for {@code identity}. */
  static String[] parse(@Nullable String header) {
    if (header == null || header.trim().isEmpty() || header.trim().equalsIgnoreCase("identity")) {
      return new String[0];
    }
    return header.trim().toLowerCase(Locale.ROOT).split("\\s*,\\s*");
  }

  /** Tells whether all codings can be undone. */
  static boolean isKnown(String[] codings) {
    for (String coding : codings) {
      if (!isGzip(coding) && !coding.equals("deflate") && !coding.equals("identity")) {
        return false;
      }
    }
    return true;
  }

  static byte[] decode(byte[] body, String[] codings) throws MalformedBodyException {
    if (!isKnown(codings)) {
      throw new MalformedBodyException("content coding is not supported", -1);
    }
    byte[] plain = body;
    for (int i = codings.length - 1; i >= 0; i--) {
      plain = codings[i].equals("identity") ? plain : inflate(plain, isGzip(codings[i]));
    }
    return plain;
  }

  static byte[] encode(byte[] body, String[] codings) {
    byte[] coded = body;
    for (String coding : codings) {
      coded = coding.equals("identity") ? coded : deflate(coded, isGzip(coding));
    }
    return coded;
  }

  /** Tells whether {@code deflate} came without the zlib frame, as some senders do. */
  static boolean isRawDeflate(byte first, byte second) {
    return (first & 0x0F) != 8 || (((first & 0xFF) << 8) + (second & 0xFF)) % 31 != 0;
  }

  static boolean isGzip(String coding) {
    return coding.equals("gzip") || coding.equals("x-gzip");
  }

  private static byte[] inflate(byte[] body, boolean gzip) throws MalformedBodyException {
    InputStream source = new ByteArrayInputStream(body);
    Inflater inflater = null;
    try {
      if (!gzip) {
        inflater = new Inflater(body.length > 1 && isRawDeflate(body[0], body[1]));
      }
      InputStream in =
          inflater == null
              ? new GZIPInputStream(source, 8192)
              : new InflaterInputStream(source, inflater, 8192);
      ByteSink plain = new ByteSink();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        plain.put(buffer, 0, n);
        if (plain.size() > LIMIT) {
          throw new MalformedBodyException("decompressed body is too large", -1);
        }
      }
      return plain.toByteArray();
    } catch (IOException e) {
      throw new MalformedBodyException("compressed body is broken", -1);
    } finally {
      if (inflater != null) {
        inflater.end();
      }
    }
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
