package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Verdict;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a vendor keeps of one call comes back in the answer to another, and is restored there. */
class ServerSideMemoryTest {
  private static final String JANE = "jane@example.com";
  private static final Pattern TOKEN = Pattern.compile("EMAIL_[0-9A-Z]{6,8}");

  private final Engine engine = Engine.start(TestCalls.config(TestCalls.policy()));

  /** Sends a value and returns the token that left in its place. */
  private String send(String path, String body, String id) {
    Exchange exchange = engine.open(TestCalls.post("api.openai.com", path));
    Verdict verdict = exchange.judge(body.replace("$", JANE).getBytes(UTF_8));
    assertNull(verdict.refusal());
    String sent = new String(verdict.body(), UTF_8);
    assertFalse(sent.contains(JANE), sent);
    Matcher token = TOKEN.matcher(sent);
    assertTrue(token.find(), sent);
    TestCalls.receive(exchange, 200, ("{" + id + "}").getBytes(UTF_8));
    return token.group();
  }

  private String fetch(String method, String host, String path, String body, String answer) {
    Exchange exchange = engine.open(TestCalls.head(method, host, path, null, Map.of()));
    assertNull(exchange.judge(body.getBytes(UTF_8)).refusal());
    return new String(TestCalls.receive(exchange, 200, answer.getBytes(UTF_8)), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/responses | {"model":"m","input":"$"} | "id":"resp_1","output":[{"id":"msg_1"}] | GET | /v1/responses/resp_1 |
          /v1/responses | {"model":"m","input":"$"} | "id":"resp_1","output":[{"id":"msg_1"}] | GET | /v1/responses/resp_1/input_items |
          /v1/responses | {"model":"m","input":"$","background":true} | "id":"resp_1","output":[{"id":"msg_1"}] | POST | /v1/responses/resp_1/cancel |
          /v1/responses | {"model":"m","input":"$"} | "id":"resp_1","output":[{"id":"msg_1"}] | POST | /v1/responses | {"model":"m","input":"who?","previous_response_id":"resp_1"}
          /v1/responses | {"model":"m","input":"$"} | "id":"resp_1","output":[{"id":"msg_1"}] | POST | /v1/responses | {"model":"m","input":[{"type":"item_reference","id":"msg_1"}]}
          /v1/responses | {"model":"m","input":"$","conversation":"conv_1"} | "id":"resp_1","output":[{"id":"msg_1"}] | POST | /v1/responses | {"model":"m","input":"who?","conversation":{"id":"conv_1"}}
          /v1/conversations | {"items":[{"type":"message","role":"user","content":"$"}]} | "id":"conv_1" | GET | /v1/conversations/conv_1/items |
          /v1/chat/completions | {"model":"m","store":true,"messages":[{"role":"user","content":"$"}]} | "id":"chatcmpl_1" | GET | /v1/chat/completions/chatcmpl_1 |
          /v1/chat/completions | {"model":"m","store":true,"messages":[{"role":"user","content":"$"}]} | "id":"chatcmpl_1" | GET | /v1/chat/completions/chatcmpl_1/messages |
          /v1/threads | {"messages":[{"role":"user","content":"$"}]} | "id":"thread_1" | GET | /v1/threads/thread_1/messages |
          /v1/threads/thread_1/messages | {"role":"user","content":"$"} | "id":"msg_1" | POST | /v1/threads/thread_1/runs | {"assistant_id":"asst_1"}
          /v1/assistants | {"model":"m","instructions":"ask $"} | "id":"asst_1" | POST | /v1/threads/runs | {"assistant_id":"asst_1","thread":{"messages":[]}}
          /v1/files | {"custom_id":"1","method":"POST","url":"/v1/chat/completions","body":{"messages":[{"content":"$"}]}} | "id":"file_1" | GET | /v1/files/file_1/content |
          /v1/messages/batches | {"requests":[{"custom_id":"1","params":{"messages":[{"role":"user","content":"$"}]}}]} | "id":"b_1" | GET | /v1/messages/batches/b_1/results |
          /v1/vector_stores/vs_1 | {"name":"$"} | "id":"vs_1" | POST | /v1/vector_stores/vs_1/search | {"query":"who?"}
          """)
  void aLaterAnswerIsRestored(
      String path, String body, String id, String method, String laterPath, String laterBody) {
    String token = send(path, body, id);
    String answer = "{\"output\":[{\"content\":[{\"text\":\"it is " + token + ".\"}]}]}";
    String got =
        fetch(method, "api.openai.com", laterPath, laterBody == null ? "" : laterBody, answer);
    assertEquals(answer.replace(token, JANE), got);
  }

  @Test
  void whatTheVendorForgetsIsForgottenHereToo() {
    String token =
        send(
            "/v1/chat/completions",
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"$\"}]}",
            "\"id\":\"chatcmpl_1\"");
    String answer = "{\"choices\":[{\"message\":{\"content\":\"" + token + "\"}}]}";
    assertEquals(
        answer, fetch("GET", "api.openai.com", "/v1/chat/completions/chatcmpl_1", "", answer));
  }

  @Test
  void anAnswerThatCanHoldNothingOfOthersIsNotLookedUp() {
    String token = send("/v1/responses", "{\"model\":\"m\",\"input\":\"$\"}", "\"id\":\"resp_1\"");
    String answer = "{\"choices\":[{\"message\":{\"content\":\"" + token + "\"}}]}";
    String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    assertEquals(answer, fetch("POST", "api.openai.com", "/v1/chat/completions", body, answer));
  }
}
