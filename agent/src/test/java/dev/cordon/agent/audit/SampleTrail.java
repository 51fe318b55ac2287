package dev.cordon.agent.audit;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a trail of four weeks with the real writer: a calm past, and a last week with something to
 * find in it. The portal begins to send health data in clear, the desk tries a new vendor with a
 * new key, and a job of the shop runs wild for a day.
 */
public final class SampleTrail {
  private static final long DAY = 86_400_000L;
  private static final int DAYS = 28;
  private static final long START = 1_767_571_200_000L; // 2026-01-05, a Monday
  private static final DataType EMAIL = type("email_address", DataClass.PERSONAL);
  private static final DataType NAME = type("person_name", DataClass.PERSONAL);
  private static final DataType PHONE = type("phone_number", DataClass.PERSONAL);
  private static final DataType IBAN = type("iban", DataClass.PAYMENT);
  private static final DataType CARD = type("payment_card", DataClass.PAYMENT);
  private static final DataType KEY = type("secret.aws_access_key", DataClass.CREDENTIAL);
  private static final DataType RECORD = type("medical_record_number", DataClass.HEALTH);
  private static final DataType SSN = type("us_ssn", DataClass.GOVERNMENT_ID);

  /** Services: name, caller, vendor, host, model, share of the calls. */
  private static final String[][] SERVICES = {
    {"billing", "com.example.billing.InvoiceMail.write", "openai", "api.openai.com", "gpt-5-mini"},
    {"billing", "com.example.billing.Dunning.letter", "openai", "api.openai.com", "gpt-5-mini"},
    {"desk", "com.example.desk.Reply.draft", "anthropic", "api.anthropic.com", "claude-sonnet-4-5"},
    {"desk", "com.example.desk.Summary.of", "openai", "api.openai.com", "gpt-5"},
    {
      "portal",
      "com.example.portal.Assistant.answer",
      "azure.openai",
      "portal.openai.azure.com",
      "gpt-5"
    },
    {"shop", "com.example.shop.Texts.describe", "mistral_ai", "api.mistral.ai", "mistral-large"},
    {
      "search",
      "com.example.search.Index.embed",
      "aws.bedrock",
      "bedrock-runtime.eu-west-1.amazonaws.com",
      "cohere.embed-v4"
    }
  };

  private final Random random = new Random(7);
  private final List<AuditTrail> trails = new ArrayList<>();
  private long next;

  private SampleTrail(AuditFile file, AuditSettings settings) {
    for (String[] service : SERVICES) {
      Origin origin = Origin.of(service[0], service[0] + "-7d9f", 1);
      trails.add(new AuditTrail(file, settings, origin, null));
    }
  }

  /** Writes about so many calls, without a key. */
  public static void write(Path file, int calls) throws IOException {
    write(file, calls, null);
  }

  /** Adds a hook that does nothing to a trail. */
  public static void addOpenHook(Path file) throws IOException {
    AuditSettings settings = new AuditSettings(file, 64L << 20, 365 * DAY, 0, null);
    Origin origin = Origin.of("portal", "portal-7d9f", 1);
    try (AuditFile out = new AuditFile(settings, origin)) {
      OpenHook hook =
          new OpenHook(
              "okhttp",
              "okhttp:0",
              "okhttp3.internal.http.RealInterceptorChain",
              "it has no method <init> that fits");
      new AuditTrail(out, settings, origin, null).blindSpot(hook, Policy.safeDefault());
    }
  }

  /** Writes about so many calls under a key. */
  public static void write(Path file, int calls, byte[] key) throws IOException {
    AuditSettings settings = new AuditSettings(file, 64L << 20, 365 * DAY, 0, key);
    try (AuditFile out = new AuditFile(settings, Origin.of("sample", "machine-1", 42))) {
      SampleTrail sample = new SampleTrail(out, settings);
      for (int i = 0; i < calls; i++) {
        sample.call(START + (long) (DAY * (double) DAYS * i / calls));
      }
    }
  }

  private void call(long time) {
    int day = (int) ((time - START) / DAY);
    int service = service(day, (int) (time / 3_600_000L % 24));
    boolean lastWeek = day >= DAYS - 7;
    String[] of = SERVICES[service];
    boolean isNew = lastWeek && of[0].equals("desk") && random.nextInt(5) == 0;
    String host = isNew ? "openrouter.ai" : of[3];
    Library library = new Library("okhttp", null);
    RequestHead head =
        new RequestHead(library, "POST", "https", host, -1, "/v1", null, HeaderSource.NONE);
    ExchangeRecord record = new ExchangeRecord(Long.toHexString(++next), head, time * 1_000_000, 0);
    record.vendor(isNew ? "openrouter" : of[2]);
    record.serverAddress(host);
    record.requestModel(isNew ? "deepseek/deepseek-v3.2" : of[4]);
    record.operation(of[0].equals("search") ? "embeddings" : "chat");
    record.status(random.nextInt(100) == 0 ? 429 : 200);
    record.errorType(record.status() == 200 ? null : "429");
    record.requestBytes(2000 + random.nextInt(4000));
    record.sentBytes(record.requestBytes());
    record.inputTokens(500 + random.nextInt(800));
    record.outputTokens(of[0].equals("search") ? -1 : 100 + random.nextInt(300));
    record.user(String.format("%016x", (service * 40L + random.nextInt(40)) * 0x9E3779B97F4A7C15L));
    findings(record, of[0], lastWeek);
    cost(record, service);
    CallNotes notes = new CallNotes(of[1], null);
    notes.key = String.format("%016x", (isNew ? 99L : service) * 0xBF58476D1CE4E5B9L + 17);
    trails.get(service).ended(record, notes);
  }

  /** Each service's model has a price of its own; what the embeddings cost nobody knows. */
  private static void cost(ExchangeRecord record, int service) {
    if (record.decision() == Decision.DENY || record.status() != 200) {
      return;
    }
    if (record.outputTokens() < 0) {
      record.costUnknown("price");
    } else {
      record.costNanos((record.inputTokens() + 5 * record.outputTokens()) * 250 * (service + 1));
    }
  }

  /** People work by day and in the week; on one day a job of the shop repeats itself. */
  private int service(int day, int hour) {
    boolean wild = day == DAYS - 3;
    if (wild && random.nextInt(10) < 6) {
      return 5;
    }
    boolean quiet = day % 7 >= 5 || hour < 7 || hour > 18;
    return quiet && random.nextInt(3) > 0 ? 6 : random.nextInt(SERVICES.length);
  }

  private void findings(ExchangeRecord record, String service, boolean lastWeek) {
    int dice = random.nextInt(100);
    record.decision(Decision.MODIFY);
    if (service.equals("billing") && dice < 60) {
      record.countInput(EMAIL, "tokenize");
      record.countInput(NAME, "tokenize");
      if (dice < 25) {
        record.countInput(dice < 15 ? IBAN : CARD, "mask");
      }
    } else if (service.equals("desk") && dice < 50) {
      record.countInput(NAME, "tokenize");
      record.countInput(PHONE, "tokenize");
    } else if (service.equals("portal") && dice < 45) {
      record.countInput(NAME, "tokenize");
      if (lastWeek && dice < 15) {
        record.countInput(RECORD, "allow");
      } else if (dice < 5) {
        record.countInput(SSN, "tokenize");
      }
    } else if (dice < 2 && !service.equals("search")) {
      record.countInput(KEY, "block");
      record.decision(Decision.DENY);
      record.rule("redact.secret.*");
      record.status(403);
    } else {
      record.decision(Decision.ALLOW);
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
