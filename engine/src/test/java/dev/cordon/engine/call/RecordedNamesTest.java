package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.RecordedNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that an application chooses are no way for sensitive values into records. */
class RecordedNamesTest {
  private static final String JANE = "jane.roe@acme-mail.net";

  private final TestCalls.Records records = new TestCalls.Records();
  private final Engine engine = Engine.start(new EngineConfig().observer(records));

  @Test
  void aPersonsAddressAsTheModelsNameIsWithheld() {
    ExchangeRecord record = judged(post("api.openai.com", "/v1/chat/completions"), JANE);
    assertEquals(RecordedNames.WITHHELD, record.requestModel());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane.roe@acme-mail.net", "jane.roe%40acme-mail.net"})
  void soItIsInAPath(String model) {
    String path = "/v1beta/models/" + model + ":generateContent";
    Exchange exchange = engine.open(post("generativelanguage.googleapis.com", path));
    assertNotNull(exchange);
    exchange.judge("{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}".getBytes(UTF_8));
    exchange.fail(new java.io.IOException());
    assertEquals(RecordedNames.WITHHELD, records.only().requestModel());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o-mini-2024-07-18",
        "claude-sonnet-4-5-20250929",
        "anthropic.claude-3-5-sonnet-20240620-v1:0",
        "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "ft:gpt-4o-mini-2024-07-18:acme::9xYzAbCd",
        "gemini-2.5-flash-preview-09-2025",
        "deepseek/deepseek-chat-v3.1",
        "@cf/meta/llama-3.1-8b-instruct",
        "mistral-large-2411",
        "Qwen/Qwen3-235B-A22B-Instruct-2507",
        "text-embedding-3-large",
        "accounts/fireworks/models/llama-v3p3-70b-instruct"
      })
  void namesOfModelsAreNoFindings(String model) {
    ExchangeRecord record = judged(post("api.openai.com", "/v1/chat/completions"), model);
    assertEquals(model, record.requestModel());
  }

  private ExchangeRecord judged(RequestHead head, String model) {
    Exchange exchange = engine.open(head);
    assertNotNull(exchange);
    String body = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    exchange.judge(String.format(body, model).getBytes(UTF_8));
    exchange.fail(new java.io.IOException());
    return records.only();
  }
}
