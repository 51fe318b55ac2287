package dev.cordon.agent.telemetry;

/**
 * Reads how much of an export a collector refused although it answered well: field 1 of the
 * responses of all signals (opentelemetry-proto, {@code collector/trace/v1/trace_service.proto}),
 * in it the count as field 1 and a sentence, which is not read: nobody knows what it quotes.
 * Stateless.
 */
final class PartialSuccess {
  private static final int COUNT = 1 << 3; // field 1 as a number (Protocol Buffers, "Encoding")
  private static final int MESSAGE = 1 << 3 | 2; // field 1 as a message

  private PartialSuccess() {}

  /** Returns how many spans, data points or records were refused; 0 when it doesn't say so. */
  static long refused(byte[] response) {
    boolean isPartial = response.length > 2 && response[0] == MESSAGE && response[2] == COUNT;
    long count = 0;
    for (int at = 3, shift = 0; isPartial && at < response.length && shift < 63; at++, shift += 7) {
      count |= (response[at] & 127L) << shift;
      if (response[at] >= 0) {
        return count;
      }
    }
    return 0;
  }
}
