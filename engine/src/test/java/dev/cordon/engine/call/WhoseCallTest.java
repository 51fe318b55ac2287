package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who receives a call and which model it asks for, as far as host, path and form say so. */
class WhoseCallTest {
  private static final byte[] MESSAGES =
      "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
          .getBytes(UTF_8);

  private final TestCalls.Records records = new TestCalls.Records();

  private Engine engine(String... policyLines) {
    return Engine.start(TestCalls.config(TestCalls.policy(policyLines)).observer(records));
  }

  @ParameterizedTest
  @CsvSource({
    "my.openai.azure.com, /openai/deployments/my-gpt/chat/completions, azure.ai.openai, my-gpt",
    "bedrock-runtime.us-east-1.amazonaws.com, /model/amazon.nova-lite-v1%3A0/converse, aws.bedrock, amazon.nova-lite-v1:0",
    "generativelanguage.googleapis.com, /v1beta/models/gemini-2.5-flash:streamGenerateContent, gcp.gemini, gemini-2.5-flash",
    "api.anthropic.com, /v1/messages, anthropic, m",
  })
  void providerAndModelAreKnown(String host, String path, String provider, String model) {
    Exchange exchange = engine().open(TestCalls.post(host, path));
    byte[] body = path.contains("/v1/messages") ? MESSAGES : "{\"messages\":[]}".getBytes(UTF_8);
    assertNull(exchange.judge(body).refusal());
    assertEquals(provider, records.started.get(0).provider());
    assertEquals(model, records.started.get(0).requestModel());
    assertEquals(path.contains("stream"), records.started.get(0).streaming());
  }

  @Test
  void aVendorsOwnFormIsDeniedAtAHostThatNobodyKnows() {
    Engine engine = engine("vendors:", "  deny: [anthropic]");
    Verdict verdict = engine.open(TestCalls.post("llm.internal", "/v1/messages")).judge(MESSAGES);
    assertNotNull(verdict.refusal());
    assertTrue(new String(verdict.refusal().body(), UTF_8).contains("permission_error"));
    assertEquals("vendors.deny", records.only().rule());
  }

  @Test
  void aHostThatThePolicyNamesIsWhomThePolicySays() {
    Engine engine =
        engine("vendors:", "  deny: [anthropic]", "hosts:", "  llm.internal: aws.bedrock");
    assertNull(
        engine.open(TestCalls.post("llm.internal", "/v1/messages")).judge(MESSAGES).refusal());
  }

  @Test
  void aFormThatManySpeakIsNobodys() {
    Engine engine = engine("vendors:", "  deny: [openai]");
    Exchange exchange = engine.open(TestCalls.post("llm.internal", "/v1/chat/completions"));
    assertNull(exchange.judge(TestCalls.message("hi")).refusal());
  }
}
