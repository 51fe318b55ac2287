package dev.cordon.engine.policy;

/** What becomes of a link in an answer that leads to a host that nobody named. */
public enum LinkAction {
  /** It stays, and is counted. */
  REPORT,
  /** Its text stays, and leads nowhere. */
  NEUTRALISE,
  /** The answer's text ends before it. */
  BLOCK
}
