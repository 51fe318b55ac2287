package dev.cordon.agent.report;

import dev.cordon.agent.audit.AuditFile;
import dev.cordon.agent.audit.AuditSettings;
import dev.cordon.agent.audit.AuditTrail;
import dev.cordon.agent.audit.Origin;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a trail of two weeks with the real writer: a calm past, and a last week with something to
 * find in it.
 */
final class SampleTrail {
  private static final long DAY = 86_400_000L;
  private static final long START = 1_767_571_200_000L; // 2026-01-05, a Monday
  private static final DataType EMAIL = type("email_address", DataClass.PERSONAL);
  private static final DataType CARD = type("payment_card", DataClass.PAYMENT);
  private static final DataType KEY = type("secret.aws_access_key", DataClass.CREDENTIAL);
  private static final DataType RECORD = type("medical.record_number", DataClass.HEALTH);

  private final Random random = new Random(7);
  private long next;

  private SampleTrail() {}

  static void write(Path file, int calls) throws IOException {
    SampleTrail sample = new SampleTrail();
    AuditSettings settings = new AuditSettings(file, 64L << 20, 365 * DAY, 0, null);
    Origin origin = Origin.of("billing", "machine-1", 42);
    try (AuditFile out = new AuditFile(settings, origin)) {
      AuditTrail trail = new AuditTrail(out, settings, origin, null);
      for (int i = 0; i < calls; i++) {
        long time = START + 14 * DAY * i / calls;
        trail.ended(sample.call(time), null);
      }
    }
  }

  private ExchangeRecord call(long time) {
    boolean lastDays = time > START + 9 * DAY;
    boolean isNew = lastDays && random.nextInt(12) == 0;
    String host =
        isNew ? "openrouter.ai" : random.nextInt(4) == 0 ? "api.anthropic.com" : "api.openai.com";
    RequestHead head =
        new RequestHead(
            new Library("okhttp", null),
            "POST",
            "https",
            host,
            -1,
            "/v1/chat/completions",
            "key=" + (isNew ? "k-new" : "k-old"),
            HeaderSource.NONE);
    ExchangeRecord record = new ExchangeRecord(Long.toHexString(++next), head, time * 1_000_000, 0);
    record.vendor(host.contains("openai") ? "openai" : isNew ? "openrouter" : "anthropic");
    record.serverAddress(host);
    record.requestModel(host.contains("openai") ? "model-small" : "model-large");
    record.operation("chat");
    record.status(200);
    record.requestBytes(2000 + random.nextInt(4000));
    record.sentBytes(record.requestBytes());
    record.inputTokens(500 + random.nextInt(800));
    record.outputTokens(100 + random.nextInt(300));
    findings(record, lastDays);
    return record;
  }

  private void findings(ExchangeRecord record, boolean lastDays) {
    int dice = random.nextInt(100);
    record.decision(ExchangeRecord.Decision.MODIFY);
    if (dice < 30) {
      record.countInput(EMAIL, "tokenize");
      record.countInput(EMAIL, "tokenize");
    } else if (dice < 38) {
      record.countInput(CARD, "mask");
    } else if (dice < 40) {
      record.countInput(KEY, "mask");
      record.decision(ExchangeRecord.Decision.DENY);
      record.rule("data.secret.*: block");
      record.status(403);
    } else if (dice < 43 && lastDays) {
      record.countInput(RECORD, "allow");
    } else {
      record.decision(ExchangeRecord.Decision.ALLOW);
    }
  }

  private static DataType type(String id, DataClass dataClass) {
    return new DataType(id, dataClass, Severity.HIGH, "T", id);
  }

  /** Writes a trail for a look at the page: {@code FILE CALLS}. */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Integer.parseInt(args[1]));
  }
}
