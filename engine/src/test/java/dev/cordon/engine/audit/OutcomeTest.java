package dev.cordon.engine.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happened, as against what policy would have. */
class OutcomeTest {
  private static final DataType EMAIL =
      new DataType("email_address", DataClass.PERSONAL, Severity.MEDIUM, "EMAIL", "E-mail");

  @ParameterizedTest
  @CsvSource({
    "enforce, ALLOW,  allow,    in_clear, in_clear",
    "enforce, ALLOW,  tokenize, in_clear, replaced",
    "enforce, MODIFY, tokenize, replaced, replaced",
    "enforce, MODIFY, allow,    in_clear, in_clear",
    "enforce, DENY,   allow,    refused,  in_clear",
    "enforce, DENY,   mask,     refused,  replaced",
    "enforce, WARN,   mask,     in_clear, in_clear",
    "observe, AUDIT,  mask,     in_clear, in_clear",
    "observe, AUDIT,  block,    in_clear, in_clear",
    "observe, ALLOW,  allow,    in_clear, in_clear",
  })
  void isWhatBecameOfTheValue(
      String mode, Decision decision, String action, String sent, String received) {
    RequestHead head =
        new RequestHead(
            new Library("okhttp", null), "POST", "https", "a", -1, "/", null, HeaderSource.NONE);
    ExchangeRecord record = new ExchangeRecord("00", head, 0, 0);
    record.mode(mode);
    record.decision(decision);
    record.countInput(EMAIL, action);
    record.countOutput(EMAIL, action);
    FindingCount input = record.inputFindings().values().iterator().next();
    FindingCount output = record.outputFindings().values().iterator().next();
    assertEquals(sent, Outcome.ofInput(record, input).id());
    assertEquals(received, Outcome.ofOutput(record, output).id());
  }
}
