package dev.cordon.engine.audit;

import dev.cordon.engine.audit.ExchangeRecord.Decision;

/**
 * What became of a sensitive value, whatever policy says should: the one word that metrics, spans,
 * the log line, dashboards and alerts have for it.
 */
public enum Outcome {
  /** It went on as it was: allowed, only observed, or let through after a fault. */
  IN_CLEAR("in_clear"),
  /** Something else went on in its place. */
  REPLACED("replaced"),
  /** Nothing went on: the call was refused. */
  REFUSED("refused");

  private final String id;

  Outcome(String id) {
    this.id = id;
  }

  /** Returns the word. */
  public String id() {
    return id;
  }

  /**
   * Returns what became of a finding of the request.
   *
   * @param record the Exchange, decided
   */
  public static Outcome ofInput(ExchangeRecord record, FindingCount finding) {
    switch (record.decision()) {
      case DENY:
        return REFUSED;
      case MODIFY:
        return byAction(finding);
      default:
        return IN_CLEAR;
    }
  }

  /**
   * Returns what became of a finding of the answer, which is never refused.
   *
   * @param record the Exchange, ended
   */
  public static Outcome ofOutput(ExchangeRecord record, FindingCount finding) {
    boolean enforced = record.mode().equals("enforce") && record.decision() != Decision.WARN;
    return enforced ? byAction(finding) : IN_CLEAR;
  }

  private static Outcome byAction(FindingCount finding) {
    return finding.action().equalsIgnoreCase("allow") ? IN_CLEAR : REPLACED;
  }
}
