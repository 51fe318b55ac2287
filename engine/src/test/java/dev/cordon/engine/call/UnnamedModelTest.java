package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.head;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that leave the choice of the model to the vendor, where policy lists the models. */
class UnnamedModelTest {
  private static final String ALLOW = "models: {allow: [m, '*/m', endpoints/7]}";
  private static final String GOOGLE = "generativelanguage.googleapis.com";
  private static final Map<String, String> UPGRADE =
      Map.of("Upgrade", "websocket", "Sec-WebSocket-Key", "x");

  private final TestCalls.Records records = new TestCalls.Records();

  private Exchange open(RequestHead head, String... lines) {
    Exchange exchange = Engine.start(config(policy(lines)).observer(records)).open(head);
    assertNotNull(exchange, "no AI call: " + head.path());
    return exchange;
  }

  private Verdict judge(RequestHead head, String body, String... lines) {
    return open(head, lines).judge(body.replace('\'', '"').getBytes(UTF_8));
  }

  private static void assertUnnamed(String rule, Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal, "not refused");
    String text = new String(refusal.body(), UTF_8);
    assertTrue(text.contains("the request names none: the vendor would choose one."), text);
    assertTrue(text.contains("Rule: " + rule), text);
  }

  private static void assertSent(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNull(refusal, () -> refusal == null ? "" : new String(refusal.body(), UTF_8));
  }

  /** Each form of request, with a model and without. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api.openai.com | /v1/chat/completions | 'messages':[] | 'model':'m'",
        "api.openai.com | /v1/responses | 'input':'x' | 'model':'m'",
        "api.openai.com | /v1/responses/input_tokens | 'input':'x' | 'model':'m'",
        "api.openai.com | /v1/completions | 'prompt':'x' | 'model':'m'",
        "api.openai.com | /v1/embeddings | 'input':'x' | 'model':'m'",
        "api.openai.com | /v1/moderations | 'input':'x' | 'model':'m'",
        "api.openai.com | /v1/images/generations | 'prompt':'x' | 'model':'m'",
        "api.openai.com | /v1/audio/speech | 'input':'x','voice':'v' | 'model':'m'",
        "api.openai.com | /v1/fine_tuning/jobs | 'training_file':'f' | 'model':'m'",
        "api.openai.com | /v1/assistants | 'name':'x' | 'model':'m'",
        "api.openai.com | /v1/realtime/client_secrets | 'session':{} | 'session':{'model':'m'}",
        "api.openai.com | /v1/realtime/sessions | 'voice':'v' | 'model':'m'",
        "api.mistral.ai | /v1/fim/completions | 'prompt':'x' | 'model':'m'",
        "api.mistral.ai | /v1/ocr | 'document':{} | 'model':'m'",
        "api.anthropic.com | /v1/messages | 'messages':[] | 'model':'m'",
        "api.anthropic.com | /v1/messages/count_tokens | 'messages':[] | 'model':'m'",
        "api.anthropic.com | /v1/complete | 'prompt':'x' | 'model':'m'",
        "api.cohere.com | /v2/chat | 'messages':[] | 'model':'m'",
        "api.cohere.com | /v1/chat | 'message':'x' | 'model':'m'",
        "api.cohere.com | /v2/embed | 'texts':[] | 'model':'m'",
        "api.cohere.com | /v2/rerank | 'query':'x','documents':[] | 'model':'m'",
        "localhost | /api/chat | 'messages':[],'stream':false,'format':'json' | 'model':'m'",
        "eu-de.ml.cloud.ibm.com | /ml/v1/text/chat | 'messages':[] | 'model_id':'m'",
        "eu-de.ml.cloud.ibm.com | /ml/v1/text/generation | 'input':'x' | 'model_id':'m'",
        "api.replicate.com | /v1/predictions | 'input':{} | 'version':'acme/m'",
        "openrouter.ai | /api/v1/chat/completions | 'messages':[] | 'models':['m']",
        "generativelanguage.googleapis.com | /v1beta/cachedContents | 'contents':[]"
            + " | 'model':'models/m'"
      })
  void aRequestHasToNameAModelOfTheList(String host, String path, String body, String named) {
    RequestHead head = post(host, path);
    boolean known = !host.equals("localhost");
    if (known) {
      assertUnnamed("models.allow", judge(head, '{' + body + '}', ALLOW));
      assertUnnamed("models.allow", judge(head, '{' + body + ",'model':''}", ALLOW));
      assertUnnamed("models.allow", judge(head, '{' + body + ",'model':null}", ALLOW));
    }
    assertSent(judge(head, '{' + named + ',' + body + '}', ALLOW));
    assertSent(judge(head, '{' + body + '}', "models: {deny: [x]}"));
    String caller = "callers: {rules: {a: {services: ['*'], models: {allow: [m, '*/m']}}}}";
    if (known) {
      assertUnnamed("callers.rules.a.models.allow", judge(head, '{' + body + '}', caller));
    }
    assertSent(judge(head, '{' + named + ',' + body + '}', caller));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.openai.azure.com | /openai/deployments/m/chat/completions | {'messages':[]}",
        "generativelanguage.googleapis.com | /v1beta/models/m:generateContent | {'contents':[]}",
        "eu-aiplatform.googleapis.com | /v1/projects/p/locations/l/endpoints/7:predict"
            + " | {'instances':[]}",
        "bedrock-runtime.eu-west-1.amazonaws.com | /model/m/converse | {'messages':[]}",
        "api.openai.com | /v1/responses | {'prompt':{'id':'pmpt_1'},'input':'x'}",
        "api.openai.com | /v1/threads/t/runs | {'assistant_id':'asst_1'}",
        "api.mistral.ai | /v1/agents/completions | {'agent_id':'a','messages':[]}",
        "api.openai.com | /v1/assistants/asst_1 | {'name':'x'}",
        "api.openai.com | /v1/threads | {}",
        "api.openai.com | /v1/conversations | {}",
        "api.openai.com | /v1/batches | {'input_file_id':'f','endpoint':'/v1/responses'}",
        "api.openai.com | /v1/vector_stores/v/search | {'query':'x'}",
        "api.openai.com | /v1/responses/r/cancel | {}",
        "api.openai.com | /v1/realtime/client_secrets | {'session':{'type':'transcription'}}"
      })
  void theUrlOrAStoredObjectMayNameItOrTheApiHasNone(String host, String path, String body) {
    assertSent(judge(post(host, path), body, ALLOW));
  }

  @Test
  void anEndpointIsNamedLikeAModel() {
    String path = "/v1/projects/p/locations/l/endpoints/8:predict";
    Verdict verdict = judge(post("eu-aiplatform.googleapis.com", path), "{'instances':[]}", ALLOW);
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal);
    String text = new String(refusal.body(), UTF_8);
    assertTrue(text.contains("does not allow the model endpoints/8"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'model':'m','input':'x','tools':[{'type':'image_generation','model':'m'}]}",
        "{'input':'x','tools':[{'type':'image_generation','model':'m'}]}",
        "{'input':'x','previous_response_id':'resp_1'}",
        "{'input':[{'content':'model: m','model':'m'}]}"
      })
  void onlyTheModelThatAnswersCounts(String body) {
    Verdict verdict = judge(post("api.openai.com", "/v1/responses"), body, ALLOW);
    if (body.startsWith("{'model'")) {
      assertSent(verdict);
    } else {
      assertUnnamed("models.allow", verdict);
    }
  }

  @Test
  void eachRequestOfABatchHasToNameOne() {
    RequestHead batches = post("api.anthropic.com", "/v1/messages/batches");
    String two = "{'requests':[{'params':{'model':'m'}},{'params':{'messages':[]}}]}";
    assertUnnamed("models.allow", judge(batches, two, ALLOW));
    assertSent(judge(batches, two.replace("'messages':[]", "'model':'m'"), ALLOW));
  }

  @Test
  void eachLineOfABatchHasToNameOne() {
    String form =
        "--b\r\nContent-Disposition: form-data; name='file'; filename='a.jsonl'\r\n\r\n"
            + "{'body':{'model':'m'}}\n{'body':{'input':'x'}}\n\r\n--b--\r\n";
    Map<String, String> type = Map.of("Content-Type", "multipart/form-data; boundary=b");
    RequestHead files = head("POST", "api.openai.com", "/v1/files", null, type);
    assertUnnamed("models.allow", judge(files, form, ALLOW));
    assertSent(judge(files, form.replace("'input':'x'", "'prompt':{'id':'p'}"), ALLOW));
    assertSent(judge(files, form.replace("'input':'x'", "'x':'y','model':'m'"), ALLOW));
    assertSent(judge(files, form.replace("'body'", "'messages'"), ALLOW));
  }

  /** Mistral's jobs name the model of all lines; other files hold no requests. */
  @ParameterizedTest
  @CsvSource({
    "api.openai.com, batch, true",
    "api.mistral.ai, batch, false",
    "api.openai.com, user_data, false",
    "api.openai.com, fine-tune, false"
  })
  void notEachFileHoldsRequestsThatNameOne(String host, String purpose, boolean refused) {
    String part =
        "--b\r\nContent-Disposition: form-data; name='purpose'\r\n\r\n" + purpose + "\r\n";
    String lines =
        "--b\r\nContent-Disposition: form-data; name='file'; filename='a.jsonl'\r\n\r\n"
            + "{'body':{'messages':[]}}\n\r\n";
    Map<String, String> type = Map.of("Content-Type", "multipart/form-data; boundary=b");
    RequestHead files = head("POST", host, "/v1/files", null, type);
    for (String form : new String[] {part + lines, lines + part}) {
      if (refused) {
        assertUnnamed("models.allow", judge(files, form + "--b--\r\n", ALLOW));
      } else {
        assertSent(judge(files, form + "--b--\r\n", ALLOW));
      }
      String batch = form + part.replace(purpose, "batch") + "--b--\r\n";
      if (host.equals("api.openai.com")) {
        assertUnnamed("models.allow", judge(files, batch, ALLOW));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api.cohere.com | /v1/chat | {'message':'x','session':{'model':'m'}}",
        "api.cohere.com | /v1/chat | {'message':'x','agent':'a'}",
        "api.cohere.com | /v1/chat | {'message':'x','session.model':'m'}",
        "api.cohere.com | /v1/chat | {'message':'x','':{'model':'m'}}",
        "api.openai.com | /v1/realtime/client_secrets"
            + " | {'session':{'type':'transcription','type':'realtime'}}"
      })
  void whatTheVendorDoesNotReadNamesNone(String host, String path, String body) {
    assertUnnamed("models.allow", judge(post(host, path), body, ALLOW));
  }

  /** Ollama takes what is named last, in any case. */
  @Test
  void ollamasKeysAreReadInAnyCase() {
    RequestHead chat = post("localhost", "/api/chat");
    String body = "{'model':'m','messages':[],'stream':false,'options':{},'MODEL':'x'}";
    SyntheticAnswer refusal = judge(chat, body, ALLOW).refusal();
    assertNotNull(refusal, "not refused");
    assertNotNull(judge(chat, body, "models: {deny: [x]}").refusal(), "not refused");
    assertSent(judge(chat, body.replace("'x'", "'m'"), ALLOW));
  }

  @Test
  void aFormHasToNameOne() {
    String part = "--b\r\nContent-Disposition: form-data; name='%s'\r\n\r\nm\r\n";
    Map<String, String> type = Map.of("Content-Type", "multipart/form-data; boundary=b");
    RequestHead edits = head("POST", "api.openai.com", "/v1/images/edits", null, type);
    String prompt = String.format(part, "prompt");
    assertUnnamed("models.allow", judge(edits, prompt + "--b--\r\n", ALLOW));
    assertSent(judge(edits, prompt + String.format(part, "model") + "--b--\r\n", ALLOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/realtime | | | false",
        "/v1/realtime | x=y | | false",
        "/v1/realtime | model=m | | true",
        "/v1/realtime | intent=transcription | | true",
        "/v1/realtime | call_id=rtc_1 | | true",
        "/v1/realtime | | Bearer ek_1 | true",
        "/v1/realtime | | Bearer sk-1 | false"
      })
  void aSessionNamesItsModelWhenItIsOpened(String path, String query, String key, boolean sent) {
    Map<String, String> headers = new java.util.HashMap<>(UPGRADE);
    if (key != null) {
      headers.put("Authorization", key);
    }
    RequestHead head = head("GET", "api.openai.com", path, query, headers);
    Verdict verdict = open(head, ALLOW).judgeSocket();
    if (sent) {
      assertSent(verdict);
    } else {
      assertUnnamed("models.allow", verdict);
    }
  }

  @Test
  void messagesOfASessionNameNone() {
    SocketTransform socket = socket("api.openai.com", "/v1/realtime", "model=m");
    assertSent(send(socket, "{'type':'response.create'}"));
    assertSent(send(socket, "{'type':'session.update','session':{'voice':'v'}}"));
  }

  @Test
  void aMessageThatSetsUpALiveSessionNamesOne() {
    String path = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
    SocketTransform socket = socket(GOOGLE, path, null);
    assertUnnamed("models.allow", send(socket, "{'setup':{'generationConfig':{}}}"));
    assertSent(send(socket, "{'setup':{'model':'models/m'}}"));
    assertSent(send(socket, "{'clientContent':{'turns':[]}}"));
  }

  @Test
  void aResponseOverAWebSocketNamesOne() {
    SocketTransform socket = socket("api.openai.com", "/v1/responses", null);
    assertUnnamed("models.allow", send(socket, "{'type':'response.create','input':'x'}"));
    assertSent(send(socket, "{'type':'response.create','model':'m','input':'x'}"));
    assertSent(send(socket, "{'type':'response.cancel'}"));
  }

  private SocketTransform socket(String host, String path, String query) {
    Exchange exchange = open(head("GET", host, path, query, UPGRADE), ALLOW);
    assertSent(exchange.judgeSocket());
    SocketTransform socket = exchange.socket();
    assertNotNull(socket);
    return socket;
  }

  private static Verdict send(SocketTransform socket, String message) {
    return socket.send(message.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void observingOnlyTells() {
    RequestHead chat = post("api.openai.com", "/v1/chat/completions");
    assertSent(judge(chat, "{'messages':[]}", "mode: observe", ALLOW));
    assertEquals("models.allow", records.started.get(0).rule());
    assertEquals(Decision.AUDIT, records.started.get(0).decision());
  }
}
