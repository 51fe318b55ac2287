package dev.cordon.engine.canary;

/** Where a canary belongs. */
public enum CanaryKind {
  /** In documents that leave for no model and come back from none. */
  DOCUMENT,
  /** In what the application tells a model to be, which the model must not repeat. */
  PROMPT
}
