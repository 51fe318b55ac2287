package dev.cordon.agent.telemetry.otel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {
  private final ExchangeRecord record =
      new ExchangeRecord(
          "aa",
          new RequestHead(
              new Library("okhttp", null), "POST", "https", null, -1, "/", null, HeaderSource.NONE),
          0,
          0);

  @Test
  void theProviderIsTheConventionsNameElseTheVendorElseTheWireFormatsFamily() {
    assertEquals("unknown", Terms.provider(record));
    record.wireFormat("openai.chat");
    assertEquals("openai", Terms.provider(record));
    record.vendor("azure.openai");
    assertEquals("azure.openai", Terms.provider(record));
    record.provider("azure.ai.openai");
    assertEquals("azure.ai.openai", Terms.provider(record));
  }

  @Test
  void aNameWithoutAModelIsTheOperation() {
    record.operation("embeddings");
    assertEquals("embeddings", Terms.spanName(record));
    record.requestModel("m".repeat(1000));
    assertEquals("embeddings ".length() + 256, Terms.spanName(record).length());
  }

  @Test
  void aFamilyOfWireFormatsHasTheConventionsName() {
    record.wireFormat("bedrock.converse");
    assertEquals("aws.bedrock", Terms.provider(record));
    record.wireFormat("gemini.generate_content");
    assertEquals("gcp.gen_ai", Terms.provider(record));
    record.wireFormat("mistral.fim");
    assertEquals("mistral_ai", Terms.provider(record));
  }

  @Test
  void aSearchIsCalledLikeItsSourceAndAnAgentLikeNoModel() {
    record.requestModel("m");
    record.attribute("gen_ai.data_source.id", "vs_1");
    record.operation("retrieval");
    assertEquals("retrieval vs_1", Terms.spanName(record));
    record.operation("invoke_agent");
    assertEquals("invoke_agent", Terms.spanName(record));
    record.operation("chat");
    assertEquals("chat m", Terms.spanName(record));
  }

  @Test
  void anAnswerThatWasCutOffEndedWithAnError() {
    record.operation("chat");
    record.status(200);
    assertEquals(List.of(), Terms.finishReasons(record));
    record.errorType("java.io.IOException");
    assertEquals(List.of("error"), Terms.finishReasons(record));
    record.finishReason("stop");
    assertEquals(List.of("stop"), Terms.finishReasons(record));
  }

  @Test
  void attributesOfOpenAiAreForOpenAi() {
    assertTrue(Terms.belongs("openai.request.service_tier", "openai"));
    assertTrue(Terms.belongs("openai.request.service_tier", "azure.ai.openai"));
    assertFalse(Terms.belongs("openai.request.service_tier", "groq"));
    assertTrue(Terms.belongs("gen_ai.request.temperature", "groq"));
  }

  @Test
  void aNameThatMayBeSomebodysIsNotShown() {
    assertEquals("claude-opus-4@20250514", Terms.name("claude-opus-4@20250514"));
    assertEquals("resp_0123456789", Terms.name("resp_0123456789"));
    assertEquals("redacted", Terms.name("jane@example.com"));
    assertEquals("redacted", Terms.name("+4915112345678"));
    assertEquals("redacted", Terms.name("123-45-6789"));
    assertEquals("redacted", Terms.name("Jane Doe"));
    assertEquals(List.of("stop", "redacted"), Terms.names(List.of("stop", "Jane Doe")));
  }

  @Test
  void anErrorIsTheFailureElseTheStatusAndARefusalIsOurs() {
    record.status(200);
    assertNull(Terms.error(record));
    record.status(500);
    assertEquals("500", Terms.error(record));
    record.errorType("java.io.IOException");
    assertEquals("java.io.IOException", Terms.error(record));
    record.decision(Decision.DENY);
    assertEquals("policy_denied", Terms.error(record));
  }

  @Test
  void decisionsHaveTheConventionsNames() {
    assertEquals("allow", Terms.decision(Decision.ALLOW));
    assertEquals("modify", Terms.decision(Decision.MODIFY));
    assertEquals("deny", Terms.decision(Decision.DENY));
    assertEquals("audit", Terms.decision(Decision.AUDIT));
    assertEquals("warn", Terms.decision(Decision.WARN));
  }
}
