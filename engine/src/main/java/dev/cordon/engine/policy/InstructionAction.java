package dev.cordon.engine.policy;

/** What becomes of a command to a model where there should be data. */
public enum InstructionAction {
  /** It is not looked for. */
  OFF,
  /** It stays, and is counted. */
  REPORT,
  /** The text that holds it is put between marks, and the model is told that they hold data. */
  MARK,
  /** The sentences that hold it are taken out. */
  STRIP,
  /** The call is refused. */
  BLOCK
}
