package dev.cordon.instrumentation;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.StreamTransform;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do with one answer: nothing, or lead its body through the engine in one of two ways,
 * {@link #pull} where the application reads and {@link #push} where the client delivers. Either
 * ends the call, once, with the body's end, its failure, or its being closed early.
 */
public final class AnswerPlan {
  static final AnswerPlan UNTOUCHED = new AnswerPlan("", null, Collections.emptyList(), -1);

  private final String where;
  private final @Nullable StreamTransform transform;
  private final List<String> codings;
  private final long length;

  private AnswerPlan(
      String where, @Nullable StreamTransform transform, List<String> codings, long length) {
    this.where = where;
    this.transform = transform;
    this.codings = codings;
    this.length = length;
  }

  static AnswerPlan of(
      String where,
      StreamTransform transform,
      int status,
      HeaderSource headers,
      boolean mayHaveBody) {
    List<String> codings =
        transform.isIdentity()
            ? Collections.<String>emptyList()
            : ContentDecoder.parse(ContentDecoder.codings(headers));
    if (!mayHaveBody || isBodiless(status) || !ContentDecoder.canDecode(codings)) {
      transform.finish();
      return UNTOUCHED;
    }
    long length = codings.isEmpty() ? length(headers.first("content-length")) : -1;
    return new AnswerPlan(where, transform, codings, length);
  }

  /** RFC 9110 6.4.1; 101 hands the connection over, its bytes are not ours to read. */
  private static boolean isBodiless(int status) {
    return status < 200 || status == 204 || status == 304;
  }

  private static long length(@Nullable String contentLength) {
    try {
      return contentLength == null ? -1 : Long.parseLong(contentLength.trim());
    } catch (NumberFormatException notALength) {
      return -1;
    }
  }

  /** Tells whether the answer goes on as it came; neither {@link #pull} nor {@link #push} then. */
  public boolean isUntouched() {
    return transform == null;
  }

  /**
   * Tells whether the body's bytes may become others: the application must not see the answer's
   * {@code Content-Length} and {@code Content-Encoding}, nor any length.
   */
  public boolean dropsLength() {
    return transform != null && !transform.isIdentity();
  }

  /**
   * Reads the body.
   *
   * @param body the body as it came; closed with the result
   * @return what the application reads
   */
  public InputStream pull(InputStream body) {
    InputStream plain = codings.isEmpty() ? body : ContentDecoder.reading(codings, body);
    return new TransformedInputStream(new AnswerReader(plain, transform(), length));
  }

  /** Returns what takes the body as the client delivers it. */
  public AnswerPush push() {
    return new AnswerPush(where, transform(), ContentDecoder.of(codings));
  }

  private StreamTransform transform() {
    StreamTransform current = transform;
    if (current == null) {
      throw new IllegalStateException("the answer goes on untouched");
    }
    return current;
  }
}
