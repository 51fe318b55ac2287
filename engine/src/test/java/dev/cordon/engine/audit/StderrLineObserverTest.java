package dev.cordon.engine.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StderrLineObserverTest {
  private static final DataType EMAIL =
      new DataType("email_address", DataClass.PERSONAL, Severity.MEDIUM, "EMAIL", "E-mail");
  private static final DataType PHONE =
      new DataType("phone_number", DataClass.PERSONAL, Severity.MEDIUM, "PHONE", "Phone");

  private static ExchangeRecord record() {
    RequestHead head =
        new RequestHead(
            new Library("okhttp", null),
            "POST",
            "https",
            "api.openai.com",
            -1,
            "/v1/chat/completions",
            "key=secret",
            HeaderSource.NONE);
    ExchangeRecord record = new ExchangeRecord("0", head, 0, 0);
    record.serverAddress("api.openai.com");
    record.wireFormat("openai.chat");
    record.requestModel("gpt-4o-mini");
    record.status(200);
    record.engineNanos(1_240_000);
    record.durationNanos(840_300_000);
    return record;
  }

  private static String line(ExchangeRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new StderrLineObserver(new PrintStream(out, true)).ended(record, null);
    return out.toString(java.nio.charset.StandardCharsets.UTF_8).trim();
  }

  @Test
  void aLineSaysWhatHappened() {
    ExchangeRecord record = record();
    record.decision(Decision.MODIFY);
    record.countInput(EMAIL, "tokenize");
    record.countInput(EMAIL, "tokenize");
    record.countInput(PHONE, "tokenize");
    record.restored(3);
    assertEquals(
        "[cordon] POST api.openai.com openai.chat gpt-4o-mini 200 redacted 3 (email_address 2,"
            + " phone_number 1) restored 3 1.2ms+840ms",
        line(record));
  }

  @Test
  void aRefusalNamesItsRule() {
    ExchangeRecord record = record();
    record.status(403);
    record.decision(Decision.DENY);
    record.rule("vendors.deny");
    assertEquals(
        "[cordon] POST api.openai.com openai.chat gpt-4o-mini 403 REFUSED by vendors.deny"
            + " 1.2ms+840ms",
        line(record));
  }

  @Test
  void observingSaysWhatWouldHaveHappened() {
    ExchangeRecord record = record();
    record.decision(Decision.AUDIT);
    record.countInput(EMAIL, "tokenize");
    assertEquals(
        "[cordon] POST api.openai.com openai.chat gpt-4o-mini 200 observed, nothing changed; would"
            + " be redacted 1 (email_address 1) 1.2ms+840ms",
        line(record));
  }

  @Test
  void namesFromOutsideKeepALineALine() {
    ExchangeRecord record = record();
    record.requestModel("gpt\n[cordon] fake " + "x".repeat(500));
    String line = line(record);
    assertEquals(1, line.lines().count());
    assertFalse(line.length() > 250, line);
  }

  @Test
  void aFailedCallNamesTheFailure() {
    ExchangeRecord record = record();
    record.status(0);
    record.errorType("java.net.ConnectException");
    record.serverAddress(null);
    assertEquals(
        "[cordon] POST unknown-host openai.chat gpt-4o-mini java.net.ConnectException"
            + " 1.2ms+840ms",
        line(record));
  }
}
