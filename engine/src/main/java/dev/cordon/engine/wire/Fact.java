package dev.cordon.engine.wire;

/** What the value at a place tells about the Exchange. */
enum Fact {
  /** Nothing. */
  NONE,
  /** The model that was asked for or that answered. */
  MODEL,
  /** The answer's identifier. */
  ID,
  /** Whether a stream was asked for. */
  STREAM,
  /** The conversation's identifier. */
  CONVERSATION,
  /** Why the model stopped. */
  FINISH,
  /** The event's type. */
  TYPE,
  /** Tokens read. */
  INPUT,
  /** Tokens written. */
  OUTPUT,
  /** Tokens read from the vendor's cache. */
  CACHED,
  /** Tokens written as reasoning. */
  REASONING
}
