package dev.cordon.agent.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallLogTest {
  private static final DataType EMAIL =
      new DataType("email_address", DataClass.PERSONAL, Severity.MEDIUM, "EMAIL", "E-mail");

  private ExchangeRecord record;

  @BeforeEach
  void aCall() {
    RequestHead head =
        new RequestHead(
            new Library("okhttp", null),
            "POST",
            "https",
            "api.openai.com",
            -1,
            "/v1/chat/completions",
            null,
            HeaderSource.NONE);
    record = new ExchangeRecord("0123456789abcdef", head, 0, 0);
    record.operation("chat");
    record.requestModel("gpt-x");
    record.serverAddress("api.openai.com");
    record.vendor("openai");
    record.durationNanos(12_345_678);
    record.status(200);
  }

  @Test
  void saysWhatWasFoundAndDone() {
    record.decision(ExchangeRecord.Decision.MODIFY);
    record.countInput(EMAIL, "tokenize");
    record.countInput(EMAIL, "tokenize");
    record.restored(1);

    assertEquals(
        "chat gpt-x to api.openai.com (openai): forwarded redacted; found: 2 email_address replaced"
            + " (tokenize); 1 restored; status 200; 12 ms",
        CallLog.line(record));
  }

  @Test
  void namesThreatsWithTheirOriginAndWhatWasDone() {
    record.decision(ExchangeRecord.Decision.MODIFY);
    record.countThreat(Threat.INSTRUCTION_OVERRIDE, "tool", "strip");
    record.countThreat(Threat.INSTRUCTION_OVERRIDE, "tool", "strip");
    record.countThreat(Threat.HTML_COMMENT, "document", "report");

    assertEquals(
        "chat gpt-x to api.openai.com (openai): forwarded redacted; threats: 2 instruction.override"
            + " (tool, strip), 1 hidden.html_comment (document, report); status 200; 12 ms",
        CallLog.line(record));
  }

  @Test
  void saysThatWhatIsOnlyObservedLeftInClear() {
    record.decision(ExchangeRecord.Decision.AUDIT);
    record.mode("observe");
    record.countInput(EMAIL, "tokenize");

    assertEquals(
        "chat gpt-x to api.openai.com (openai): observed only, forwarded unchanged; found: 1"
            + " email_address in clear (tokenize); status 200; 12 ms",
        CallLog.line(record));
  }

  @Test
  void namesTheRuleThatRefused() {
    record.decision(ExchangeRecord.Decision.DENY);
    record.rule("vendors.deny");
    record.status(403);
    record.errorType("403");

    assertEquals(
        "chat gpt-x to api.openai.com (openai): refused (vendors.deny); status 403; 12 ms",
        CallLog.line(record));
  }

  @Test
  void aModelsNameCannotForgeALine() {
    record.decision(ExchangeRecord.Decision.ALLOW);
    record.requestModel("x\n[cordon] \u001b[2J" + "y".repeat(500));

    String line = CallLog.line(record);

    assertFalse(line.contains("\n") || line.contains("\u001b"), line);
    assertEquals(-1, line.indexOf("y".repeat(80)));
  }

  @Test
  void aCanaryIsAnAlarmThatHoldsNoText() {
    record.countThreat(Threat.CANARY_SENT, "tool", "block");

    assertEquals(
        "ALARM: canary.sent (data_exfiltration; origin tool; block) in a call to api.openai.com;"
            + " record 0123456789abcdef",
        CallLog.alarm(record.threats().get(0), record));
    assertFalse(Threat.FOREIGN_LINK.alarms());
  }
}
