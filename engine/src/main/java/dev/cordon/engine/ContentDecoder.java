package dev.cordon.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the content codings of a body (RFC 9110, section 8.4.1) as its bytes come: {@code gzip}
 * with its checksums and all its members, {@code deflate} with the zlib frame or, as some servers
 * send it, without. Whoever must wait for bytes pulls through {@link #reading}. Not thread-safe.
 */
public final class ContentDecoder implements Closeable {
  /** The codings, the one that was applied last first. */
  private final List<InflatedCoding> codings;

  private ContentDecoder(List<InflatedCoding> codings) {
    this.codings = codings;
  }

  /**
   * Returns what a message says of its codings, all lines of the header together.
   *
   * @param headers the message's headers
   * @return the codings in the order in which they were applied, or null when it names none
   */
  public static @Nullable String codings(HeaderSource headers) {
    if (headers.first("content-encoding") == null) {
      return null;
    }
    StringBuilder all = new StringBuilder();
    headers.forEach(
        new BiConsumer<String, String>() {
          @Override
          public void accept(String name, String value) {
            if (name.equalsIgnoreCase("content-encoding")) {
              all.append(all.length() == 0 ? "" : ",").append(value);
            }
          }
        });
    return all.toString();
  }

  /**
   * Splits a {@code Content-Encoding}.
   *
   * @param header the header's value, or null
   * @return the codings in lower case, in the order in which they were applied; {@code identity}
   *     and empty ones left out
   */
  public static List<String> parse(@Nullable String header) {
    if (header == null || header.isEmpty()) {
      return Collections.emptyList();
    }
    List<String> codings = new ArrayList<>(1);
    for (String part : header.split(",")) {
      String coding = part.trim().toLowerCase(Locale.ROOT);
      if (!coding.isEmpty() && !coding.equals("identity")) {
        codings.add(coding);
      }
    }
    return codings;
  }

  /**
   * Tells whether codings can be undone here.
   *
   * @param codings lower-case names, as {@link #parse} returns them
   */
  public static boolean canDecode(List<String> codings) {
    for (String coding : codings) {
      if (!isGzip(coding) && !coding.equals("deflate")) {
        return false;
      }
    }
    return true;
  }

  /**
   * Makes a decoder.
   *
   * @param codings lower-case names in the order in which they were applied
   * @return the decoder; with no codings it returns what it is given
   * @throws IllegalArgumentException when one isn't known, see {@link #canDecode}
   */
  public static ContentDecoder of(List<String> codings) {
    if (!canDecode(codings)) {
      throw new IllegalArgumentException("a coding that can't be undone");
    }
    List<InflatedCoding> reversed = new ArrayList<>(codings.size());
    for (int i = codings.size() - 1; i >= 0; i--) {
      reversed.add(new InflatedCoding(isGzip(codings.get(i))));
    }
    return new ContentDecoder(reversed);
  }

  /**
   * Decodes a body as it is read; reads nothing by itself.
   *
   * @param codings as for {@link #of}
   * @param in the encoded body, closed with the result
   * @return the decoded body; throws what {@link #decode} and {@link #finish} throw
   */
  public static InputStream reading(List<String> codings, InputStream in) {
    return new DecodedInputStream(of(codings), in);
  }

  static boolean isGzip(String coding) {
    return coding.equals("gzip") || coding.equals("x-gzip");
  }

  /**
   * Decodes the next bytes, all that they give.
   *
   * @param chunk bytes between position and limit; consumed
   * @return what they decode to, perhaps nothing; owned by the caller
   * @throws IOException when they aren't encoded as they should be, with the message of {@code
   *     java.util.zip}'s streams
   */
  public ByteBuffer decode(ByteBuffer chunk) throws IOException {
    ByteBuffer bytes = chunk;
    for (InflatedCoding coding : codings) {
      bytes = coding.decode(bytes);
    }
    return bytes;
  }

  /**
   * Ends the body.
   *
   * @throws IOException when it broke off in the middle. A body without any byte is whole
   */
  public void finish() throws IOException {
    for (InflatedCoding coding : codings) {
      coding.finish();
    }
  }

  /**
   * Tells whether bytes came behind the end of the encoded data. Readers of HTTP ignore them or
   * fail; none decodes them.
   */
  public boolean hasSurplus() {
    for (InflatedCoding coding : codings) {
      if (coding.hasSurplus()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether the encoded data held text beside the body: a gzip member's file name, comment or
   * extra field (RFC 1952, section 2.3.1).
   */
  public boolean hasNotes() {
    for (InflatedCoding coding : codings) {
      if (coding.hasNotes()) {
        return true;
      }
    }
    return false;
  }

  /** Frees native memory. Nothing can be decoded afterwards. */
  @Override
  public void close() {
    for (InflatedCoding coding : codings) {
      coding.close();
    }
  }
}
