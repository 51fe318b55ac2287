package dev.cordon.engine;

import java.util.Map;

/**
 * An HTTP answer that policy gives in a vendor's place, in the vendor's own error format.
 * Immutable.
 */
public final class SyntheticAnswer {
  private final int status;
  private final String reason;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * Makes an answer.
   *
   * @param status the HTTP status
   * @param reason the HTTP reason phrase
   * @param headers the headers, {@code content-type} and {@code x-should-retry} among them
   * @param body the body; not copied
   */
  public SyntheticAnswer(int status, String reason, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.reason = reason;
    this.headers = headers;
    this.body = body;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the HTTP reason phrase. */
  public String reason() {
    return reason;
  }

  /** Returns the headers, lower-case names. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the body; the array is not copied and must not be changed. */
  public byte[] body() {
    return body;
  }
}
