package dev.cordon.agent.telemetry;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import java.util.List;

/** Records of calls as the engine leaves them. */
final class Records {
  static final long START = 1_700_000_000_000_000_000L;
  static final DataType EMAIL =
      new DataType("email_address", DataClass.PERSONAL, Severity.MEDIUM, "EMAIL", "Email address");
  static final DataType CARD =
      new DataType("payment_card", DataClass.PAYMENT, Severity.HIGH, "CARD", "Payment card");

  private Records() {}

  /** A call that was just opened by a library of the given loader. */
  static ExchangeRecord opened(ClassLoader loader) {
    RequestHead head =
        new RequestHead(
            new Library("okhttp", loader),
            "POST",
            "https",
            "api.openai.com",
            443,
            "/v1/chat/completions",
            null,
            HeaderSource.NONE);
    ExchangeRecord record = new ExchangeRecord("00000000000000aa", head, START, 0);
    record.vendor("openai");
    record.wireFormat("openai.chat");
    record.operation("chat");
    record.serverAddress("api.openai.com");
    record.serverPort(443);
    return record;
  }

  /** Fills in what a streamed, redacted call ends with. */
  static void complete(ExchangeRecord record) {
    record.requestModel("gpt-4o");
    record.responseModel("gpt-4o-2024-08-06");
    record.responseId("chatcmpl-1");
    record.conversationId("conv_1");
    record.finishReason("stop");
    record.streaming(true);
    record.firstChunkNanos(250_000_000);
    record.durationNanos(1_500_000_000);
    record.engineNanos(80_000);
    record.status(200);
    record.inputTokens(120);
    record.outputTokens(40);
    record.cachedInputTokens(100);
    record.reasoningTokens(16);
    record.restored(2);
    record.policyVersion("9f3c");
    record.decision(ExchangeRecord.Decision.MODIFY);
    record.inputHash("hmac-sha256:00ff");
    record.chunk(30_000_000);
    record.chunk(50_000_000);
    record.chunk(5_000_000_000L);
    record.countInput(EMAIL, "tokenize", 3, 17);
    record.countInput(EMAIL, "tokenize", 5, 0);
    record.countInput(CARD, "mask");
    record.attribute("gen_ai.request.temperature", 0.2);
    record.attribute("gen_ai.request.max_tokens", 500L);
    record.attribute("gen_ai.output.type", "json");
    record.attribute("gen_ai.request.encoding_formats", List.of("float"));
  }
}
