package dev.cordon.engine;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instrumentation does with a request: forward it, perhaps rewritten, or answer it itself.
 * Immutable.
 */
public final class Verdict {
  /** Parts the values of a header that is set to several lines; stands in no header's value. */
  public static final char NEXT_LINE = '\n';

  private final @Nullable SyntheticAnswer refusal;
  private final byte[] body;
  private final @Nullable String query;
  private final Map<String, String> headers;

  private Verdict(
      @Nullable SyntheticAnswer refusal,
      byte[] body,
      @Nullable String query,
      Map<String, String> headers) {
    this.refusal = refusal;
    this.body = body;
    this.query = query;
    this.headers = headers;
  }

  /**
   * Forwards a request.
   *
   * @param body the body to send; the very array that was judged when nothing in it changed
   * @return the verdict
   */
  public static Verdict forward(byte[] body) {
    return new Verdict(null, body, null, Collections.emptyMap());
  }

  /**
   * Forwards a request whose head changes too.
   *
   * @param body the body to send; the very array that was judged when nothing in it changed
   * @param query the percent-encoded query to send instead of the request's, or null to leave it
   * @param headers headers to set instead of the request's of the same name; an empty value removes
   *     the header, {@link #NEXT_LINE} parts several lines of one
   * @return the verdict
   */
  public static Verdict forward(byte[] body, @Nullable String query, Map<String, String> headers) {
    return new Verdict(null, body, query, headers);
  }

  /**
   * Refuses a request.
   *
   * @param answer what the application gets instead of the vendor's answer
   * @return the verdict
   */
  public static Verdict refuse(SyntheticAnswer answer) {
    return new Verdict(answer, new byte[0], null, Collections.emptyMap());
  }

  /**
   * Returns the answer to give instead of sending the request, or null when the request is
   * forwarded.
   */
  public @Nullable SyntheticAnswer refusal() {
    return refusal;
  }

  /** Returns the body to send; the array is not copied and must not be changed. */
  public byte[] body() {
    return body;
  }

  /** Returns the query to send instead of the request's, or null to leave it. */
  public @Nullable String query() {
    return query;
  }

  /**
   * Returns headers to set, by name; an empty value removes the header, {@link #NEXT_LINE} parts
   * several lines of one. Usually empty.
   */
  public Map<String, String> headers() {
    return headers;
  }
}
