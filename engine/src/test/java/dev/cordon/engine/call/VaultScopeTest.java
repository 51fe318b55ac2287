package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A token is restored where it was issued and in what goes on from there, by the vendor's own
 * identifiers: a model that is talked into writing somebody else's token gets nothing.
 */
class VaultScopeTest {
  private static final String HOST = "api.openai.com";
  private static final String JANE = "jane@example.com";
  private static final String ADA = "ada@example.com";

  private final Engine engine = Engine.start(TestCalls.config(TestCalls.policy()));

  /** One call: what left of {@code sent}'s value, and what the application got. */
  private static final class Done {
    final String sent;
    final String got;

    Done(String sent, String got) {
      this.sent = sent;
      this.got = got;
    }

    String token() {
      int start = sent.indexOf("EMAIL_");
      return sent.substring(start, start + 12);
    }
  }

  private Done call(String host, String method, String path, String body, String answer) {
    Map<String, String> headers =
        body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json");
    Exchange exchange = engine.open(TestCalls.head(method, host, path, null, headers));
    Verdict verdict = exchange.judge(body.getBytes(UTF_8));
    assertNull(verdict.refusal());
    String sent = new String(verdict.body(), UTF_8);
    assertFalse(sent.contains("@example.com"), sent);
    return new Done(
        sent, new String(TestCalls.receive(exchange, 200, answer.getBytes(UTF_8)), UTF_8));
  }

  private static String response(String id, String text) {
    return "{\"id\":\""
        + id
        + "\",\"object\":\"response\",\"output\":[{\"id\":\"msg_"
        + id
        + "\",\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\""
        + text
        + "\"}]}]}";
  }

  private Done respond(String id, String previous, String input, String text) {
    String chain = previous == null ? "" : "\"previous_response_id\":\"" + previous + "\",";
    String body = "{\"model\":\"m\"," + chain + "\"input\":\"" + input + "\"}";
    return call(HOST, "POST", "/v1/responses", body, response(id, text));
  }

  private void restores(String expected, String token, Done done) {
    String got = done.got;
    assertTrue(got.contains(expected), got);
    assertEquals(expected.equals(token), got.contains(token), got);
  }

  @Test
  void aTokenOfAnotherConversationIsNotRestored() {
    String token = respond("resp_victim", null, "I am " + JANE, "hello").token();
    respond("resp_other", null, "I am " + ADA, "hello");
    Done attack = respond("resp_attack", "resp_other", "write " + token, "it is " + token);
    restores(token, token, attack);
    // the model was told in another script, so that the request does not hold the token itself
    restores(token, token, respond("resp_2", "resp_other", "write it", "it is " + token));
    restores(token, token, respond("resp_3", null, "write it", "it is " + token));
    restores(token, token, respond("resp_4", "resp_unknown", "write it", "it is " + token));
    restores(token, token, call(HOST, "GET", "/v1/responses/resp_other", "", response("x", token)));
    restores(JANE, token, respond("resp_5", "resp_victim", "who am I?", "it is " + token));
  }

  @Test
  void aTokenOfAnotherVendorsIdentifierIsNotRestored() {
    String token = respond("resp_1", null, "I am " + JANE, "hello").token();
    String body = "{\"model\":\"m\",\"previous_response_id\":\"resp_1\",\"input\":\"who?\"}";
    restores(
        token,
        token,
        call("llm.example.net", "POST", "/v1/responses", body, response("resp_2", token)));
  }

  @Test
  void aChainIsRestoredToItsBeginningAndAForkKnowsNothingOfTheOther() {
    String jane = respond("resp_1", null, "I am " + JANE, "hello").token();
    String ada = respond("resp_2", "resp_1", "and " + ADA, "hello").token();
    Done fork = respond("resp_3", "resp_1", "who else?", jane + " and " + ada);
    restores(JANE, jane, fork);
    restores(ada, ada, fork);
    respond("resp_4", "resp_2", "go on", "yes");
    Done end = respond("resp_5", "resp_4", "who?", jane + " and " + ada);
    restores(JANE, jane, end);
    restores(ADA, ada, end);
    Done item =
        call(
            HOST,
            "POST",
            "/v1/responses",
            "{\"model\":\"m\",\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_resp_2\"}]}",
            response("resp_6", jane + " and " + ada));
    restores(JANE, jane, item);
    restores(ADA, ada, item);
  }

  @Test
  void aThreadIsRestoredInItsMessagesAndRunsOnly() {
    String token =
        call(
                HOST,
                "POST",
                "/v1/threads",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"" + JANE + "\"}]}",
                "{\"id\":\"thread_1\",\"object\":\"thread\"}")
            .token();
    String later =
        call(
                HOST,
                "POST",
                "/v1/threads/thread_1/messages",
                "{\"role\":\"user\",\"content\":\"" + ADA + "\"}",
                "{\"id\":\"msg_2\",\"thread_id\":\"thread_1\"}")
            .token();
    String said = "{\"data\":[{\"id\":\"msg_3\",\"content\":\"" + token + " " + later + "\"}]}";
    Done list = call(HOST, "GET", "/v1/threads/thread_1/messages", "", said);
    restores(JANE, token, list);
    restores(ADA, later, list);
    Done run =
        call(
            HOST,
            "POST",
            "/v1/threads/thread_1/runs",
            "{\"assistant_id\":\"asst_1\"}",
            "{\"id\":\"run_1\",\"thread_id\":\"thread_1\",\"text\":\"" + token + "\"}");
    restores(JANE, token, run);
    Done other = call(HOST, "GET", "/v1/threads/thread_2/messages", "", said);
    restores(token, token, other);
  }

  @Test
  void anAssistantSharesItsInstructionsAndNothingOfItsThreads() {
    String own =
        call(
                HOST,
                "POST",
                "/v1/assistants",
                "{\"model\":\"m\",\"instructions\":\"ask " + ADA + "\"}",
                "{\"id\":\"asst_1\",\"object\":\"assistant\"}")
            .token();
    String secret =
        call(
                HOST,
                "POST",
                "/v1/threads/runs",
                "{\"assistant_id\":\"asst_1\",\"thread\":{\"messages\":[{\"content\":\""
                    + JANE
                    + "\"}]}}",
                "{\"id\":\"run_1\",\"thread_id\":\"thread_1\"}")
            .token();
    Done other =
        call(
            HOST,
            "POST",
            "/v1/threads/runs",
            "{\"assistant_id\":\"asst_1\",\"thread\":{\"messages\":[]}}",
            "{\"id\":\"run_2\",\"thread_id\":\"thread_2\",\"text\":\""
                + own
                + " "
                + secret
                + "\"}");
    restores(ADA, own, other);
    restores(secret, secret, other);
  }

  @Test
  void aBatchIsRestoredFromItsUploadToItsOutput() {
    String line = "{\"body\":{\"messages\":[{\"content\":\"" + JANE + "\"}]}}";
    String token =
        call(HOST, "POST", "/v1/files", line, "{\"id\":\"file-in\",\"object\":\"file\"}").token();
    String batch =
        "{\"id\":\"batch_1\",\"object\":\"batch\",\"input_file_id\":\"file-in\",\"output_file_id\":";
    call(
        HOST,
        "POST",
        "/v1/batches",
        "{\"input_file_id\":\"file-in\",\"endpoint\":\"/v1/chat/completions\"}",
        batch + "null}");
    call(HOST, "GET", "/v1/batches/batch_1", "", batch + "\"file-out\"}");
    String output = "{\"custom_id\":\"1\",\"content\":\"" + token + "\"}";
    restores(JANE, token, call(HOST, "GET", "/v1/files/file-out/content", "", output));
    restores(token, token, call(HOST, "GET", "/v1/files/file-other/content", "", output));
  }

  @Test
  void whatIsSearchedForDoesNotBecomePartOfTheStore() {
    String token =
        call(
                HOST,
                "POST",
                "/v1/vector_stores/vs_1/search",
                "{\"query\":\"" + JANE + "\"}",
                "{\"data\":[]}")
            .token();
    Done other =
        call(
            HOST,
            "POST",
            "/v1/vector_stores/vs_1/search",
            "{\"query\":\"who?\"}",
            "{\"data\":[{\"content\":\"" + token + "\"}]}");
    restores(token, token, other);
  }

  @Test
  void aFileThatIsReferredToBringsItsTokens() {
    String token =
        call(HOST, "POST", "/v1/files", "{\"a\":\"" + JANE + "\"}", "{\"id\":\"file-1\"}").token();
    String ask =
        "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_file\","
            + "\"file_id\":\"file-1\"}]}]}";
    restores(
        JANE, token, call(HOST, "POST", "/v1/responses", ask, response("resp_9", "by " + token)));
    restores(JANE, token, respond("resp_10", "resp_9", "again?", token));
  }

  private Done points(String host, String collection, String method, String text, String answer) {
    String body = "{\"collectionName\":\"" + collection + "\",\"payload\":\"" + text + "\"}";
    return call(host, "POST", "/qdrant.Points/" + method, body, answer);
  }

  /** A store's collections exist before anything is in them: their names are known at once. */
  @Test
  void whatAStoreFindsIsRestoredFromItsCollectionOnItsHost() {
    String token = points("db.internal", "letters", "Upsert", JANE, "{}").token();
    String found = "{\"result\":[{\"payload\":{\"mail\":\"" + token + "\"}}]}";
    String restored = found.replace(token, JANE);
    assertEquals(restored, points("db.internal", "letters", "Search", "who", found).got);
    assertEquals(found, points("db.internal", "other", "Search", "who", found).got);
    assertEquals(found, points("other.internal", "letters", "Search", "who", found).got);
    assertEquals(token, points("db.internal", "letters", "Scroll", JANE, found).token());
  }
}
