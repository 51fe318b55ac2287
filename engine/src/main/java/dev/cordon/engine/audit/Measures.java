package dev.cordon.engine.audit;

/** What was counted and timed in an Exchange. Used by one thread at a time. */
abstract class Measures {
  private long requestBytes;
  private long sentBytes;
  private long responseBytes;
  private long unscannedBytes;
  private long inputTokens = -1;
  private long outputTokens = -1;
  private long cachedInputTokens = -1;
  private long reasoningTokens = -1;
  private long cacheWriteTokens = -1;
  private long longCacheWriteTokens = -1;
  private long costNanos = -1;
  private int attempts;
  private long engineNanos;
  private long firstChunkNanos;
  private long durationNanos;
  private int restored;

  Measures() {}

  final void copyMeasures(Measures other) {
    requestBytes = other.requestBytes;
    sentBytes = other.sentBytes;
    responseBytes = other.responseBytes;
    unscannedBytes = other.unscannedBytes;
    inputTokens = other.inputTokens;
    outputTokens = other.outputTokens;
    cachedInputTokens = other.cachedInputTokens;
    reasoningTokens = other.reasoningTokens;
    cacheWriteTokens = other.cacheWriteTokens;
    longCacheWriteTokens = other.longCacheWriteTokens;
    costNanos = other.costNanos;
    attempts = other.attempts;
    engineNanos = other.engineNanos;
    firstChunkNanos = other.firstChunkNanos;
    durationNanos = other.durationNanos;
    restored = other.restored;
  }

  /** Returns the size of the body before redaction, in bytes. */
  public long requestBytes() {
    return requestBytes;
  }

  /** Sets the size of the body before redaction, in bytes. */
  public void requestBytes(long value) {
    this.requestBytes = value;
  }

  /** Returns the size of the body that was sent, in bytes. */
  public long sentBytes() {
    return sentBytes;
  }

  /** Sets the size of the body that was sent, in bytes. */
  public void sentBytes(long value) {
    this.sentBytes = value;
  }

  /** Returns the size of the answer's body as it came, in bytes. */
  public long responseBytes() {
    return responseBytes;
  }

  /** Sets the size of the answer's body as it came, in bytes. */
  public void responseBytes(long value) {
    this.responseBytes = value;
  }

  /** Returns bytes of content that could not be scanned as text, such as base64 blocks. */
  public long unscannedBytes() {
    return unscannedBytes;
  }

  /** Sets bytes of content that could not be scanned as text, such as base64 blocks. */
  public void unscannedBytes(long value) {
    this.unscannedBytes = value;
  }

  /** Returns tokens read, or -1 when the vendor didn't say. */
  public long inputTokens() {
    return inputTokens;
  }

  /** Sets tokens read, or -1 when the vendor didn't say. */
  public void inputTokens(long value) {
    this.inputTokens = value;
  }

  /** Returns tokens written, or -1. */
  public long outputTokens() {
    return outputTokens;
  }

  /** Sets tokens written, or -1. */
  public void outputTokens(long value) {
    this.outputTokens = value;
  }

  /** Returns tokens read from the vendor's cache, or -1. */
  public long cachedInputTokens() {
    return cachedInputTokens;
  }

  /** Sets tokens read from the vendor's cache, or -1. */
  public void cachedInputTokens(long value) {
    this.cachedInputTokens = value;
  }

  /** Returns tokens written as reasoning, or -1. */
  public long reasoningTokens() {
    return reasoningTokens;
  }

  /** Sets tokens written as reasoning, or -1. */
  public void reasoningTokens(long value) {
    this.reasoningTokens = value;
  }

  /** Returns tokens written to the vendor's cache, or -1. */
  public long cacheWriteTokens() {
    return cacheWriteTokens;
  }

  /** Sets tokens written to the vendor's cache, or -1. */
  public void cacheWriteTokens(long value) {
    this.cacheWriteTokens = value;
  }

  /** Returns those of {@link #cacheWriteTokens} that stay there for longer, or -1. */
  public long longCacheWriteTokens() {
    return longCacheWriteTokens;
  }

  /** Sets those of {@link #cacheWriteTokens} that stay there for longer, or -1. */
  public void longCacheWriteTokens(long value) {
    this.longCacheWriteTokens = value;
  }

  /** Returns what the call cost in billionths of a US dollar, or -1 when that is not known. */
  public long costNanos() {
    return costNanos;
  }

  /** Sets what the call cost in billionths of a US dollar, or -1 when that is not known. */
  public void costNanos(long value) {
    this.costNanos = value;
  }

  /** Returns how often the transport sent the request, as far as seen. */
  public int attempts() {
    return attempts;
  }

  /** Sets how often the transport sent the request, as far as seen. */
  public void attempts(int value) {
    this.attempts = value;
  }

  /** Returns time spent in the engine on the application's thread, nanoseconds. */
  public long engineNanos() {
    return engineNanos;
  }

  /** Sets time spent in the engine on the application's thread, nanoseconds. */
  public void engineNanos(long value) {
    this.engineNanos = value;
  }

  /**
   * Returns time from the start to the first bytes of the answer's body, nanoseconds; 0 when there
   * were none.
   */
  public long firstChunkNanos() {
    return firstChunkNanos;
  }

  /**
   * Sets time from the start to the first bytes of the answer's body, nanoseconds; 0 when there
   * were none.
   */
  public void firstChunkNanos(long value) {
    this.firstChunkNanos = value;
  }

  /** Returns time from the start to the end, nanoseconds; 0 while it goes on. */
  public long durationNanos() {
    return durationNanos;
  }

  /** Sets time from the start to the end, nanoseconds; 0 while it goes on. */
  public void durationNanos(long value) {
    this.durationNanos = value;
  }

  /** Returns how many tokens were restored in the answer. */
  public int restored() {
    return restored;
  }

  /** Sets how many tokens were restored in the answer. */
  public void restored(int value) {
    this.restored = value;
  }
}
