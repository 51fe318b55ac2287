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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that go on from something that the vendor keeps, whose tools nobody sees. */
class StoredObjectsTest {
  private static final String TOOLS = "requests: {server_tools: {deny: [mcp]}}";
  private static final RequestHead RESPONSES = post("api.openai.com", "/v1/responses");
  private static final String PROMPT = "{'prompt':{'id':'pmpt_1'},'input':'x'}";

  private static Exchange open(RequestHead head, String... lines) {
    Exchange exchange = Engine.start(config(policy(lines))).open(head);
    assertNotNull(exchange, "no AI call: " + head.path());
    return exchange;
  }

  private static Verdict judge(RequestHead head, String body, String... lines) {
    return open(head, lines).judge(body.replace('\'', '"').getBytes(UTF_8));
  }

  private static void assertRefused(String rule, String kind, Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal, "not refused");
    String text = new String(refusal.body(), UTF_8);
    assertTrue(text.contains("an object stored at the vendor (" + kind + ")"), text);
    assertTrue(text.contains("Rule: " + rule + ";"), text);
  }

  private static void assertSent(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNull(refusal, () -> refusal == null ? "" : new String(refusal.body(), UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prompt | api.openai.com | /v1/responses | {'prompt':{'id':'p'}}",
        "prompt | api.openai.com | /v1/responses | {'model':'m','prompt':{'\\u0069d':'p'}}",
        "prompt | api.openai.com | /v1/realtime/client_secrets | {'session':{'prompt':{'id':'p'}}}",
        "prompt | bedrock-runtime.eu-west-1.amazonaws.com"
            + " | /model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Aprompt%2FP1%3A2/converse"
            + " | {'promptVariables':{}}",
        "assistant | api.openai.com | /v1/threads/t/runs | {'assistant_id':'asst_1'}",
        "assistant | api.openai.com | /v1/threads/runs | {'assistant_id':'asst_1','tools':[]}",
        "assistant | api.openai.com | /v1/threads/t/runs/r/submit_tool_outputs"
            + " | {'tool_outputs':[]}",
        "agent | api.mistral.ai | /v1/agents/completions | {'agent_id':'a','messages':[]}",
        "agent | x.services.ai.azure.com | /openai/v1/responses"
            + " | {'input':'x','agent':{'type':'agent_reference','name':'a'}}",
        "agent | bedrock-agent-runtime.eu-west-1.amazonaws.com"
            + " | /agents/A/agentAliases/B/sessions/S/text | {'inputText':'x'}",
        "flow | bedrock-agent-runtime.eu-west-1.amazonaws.com | /flows/F/aliases/A"
            + " | {'inputs':[]}",
        "agent | dashscope.aliyuncs.com | /api/v1/apps/A/completion | {'input':{}}",
        "agent | generativelanguage.googleapis.com | /v1beta/interactions"
            + " | {'agent':'deep-research','input':'x'}",
        "response | generativelanguage.googleapis.com | /v1beta/interactions"
            + " | {'previous_interaction_id':'i','input':'x'}",
        "cache | generativelanguage.googleapis.com | /v1beta/models/g:generateContent"
            + " | {'cachedContent':'cachedContents/c','contents':[]}",
        "cache | generativelanguage.googleapis.com | /v1beta/models/g:generateContent"
            + " | {'cached_content':'cachedContents/c','contents':[]}",
        "response | api.openai.com | /v1/responses | {'previous_response_id':'r','input':'x'}",
        "conversation | api.openai.com | /v1/responses | {'conversation':'c','input':'x'}",
        "conversation | api.openai.com | /v1/responses | {'conversation':{'id':'c'},'input':'x'}",
        "conversation | api.mistral.ai | /v1/conversations/c | {'inputs':'x'}",
        "preset | openrouter.ai | /api/v1/chat/completions | {'preset':'p','messages':[]}",
        "preset | openrouter.ai | /api/v1/chat/completions"
            + " | {'model':'@preset/p','messages':[]}",
        "preset | openrouter.ai | /api/v1/chat/completions"
            + " | {'models':['m','@preset/p'],'messages':[]}",
        "agent | x.services.ai.azure.com"
            + " | /api/projects/p/applications/a/protocols/openai/responses | {'input':'x'}",
        "workflow | api.openai.com | /v1/chatkit/sessions | {'workflow':{'id':'w'},'user':'u'}"
      })
  void whereARuleForToolsIsInForceWhatIsStoredIsRefused(
      String kind, String host, String path, String body) {
    RequestHead head = post(host, path);
    for (String rule :
        new String[] {
          TOOLS,
          "requests: {server_tools: {allow: ['*']}}",
          "tools: {deny: [shell]}",
          "tools: {allow: ['*']}",
          "callers: {rules: {a: {services: ['*'], tools: {deny: [shell]}}}}"
        }) {
      assertRefused("requests.stored", kind, judge(head, body, rule));
    }
    assertSent(
        judge(head, body, "requests: {server_tools: {deny: [mcp]}, stored: {allow: ['*']}}"));
    assertSent(judge(head, body, TOOLS.replace("}}", "}, stored: {allow: [" + kind + "]}}")));
    assertSent(judge(head, body, "models: {deny: [x]}"));
    String denies = "requests: {stored: {deny: [" + kind + "]}}";
    assertRefused("requests.stored.deny", kind, judge(head, body, denies));
    String other =
        "requests: {stored: {allow: [" + (kind.equals("flow") ? "cache" : "flow") + "]}}";
    assertRefused("requests.stored.allow", kind, judge(head, body, other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'model':'m','input':'x'}",
        "{'model':'m','input':'x','previous_response_id':null,'conversation':null,'prompt':null}",
        "{'model':'m','input':'x','prompt':{'id':''}}",
        "{'model':'m','input':[{'prompt':{'id':'p'},'agent':'a','conversation':'c'}]}",
        "{'model':'m','input':'x','metadata':{'agent_id':'a'}}",
        "{'model':'m','input':'x','agent':'a','preset':'p'}"
      })
  void whatGoesOnFromNothingIsSent(String body) {
    assertSent(judge(RESPONSES, body, TOOLS));
  }

  @Test
  void whatARuleSaysOfToolsWithoutNamesConcernsNoStoredObject() {
    assertSent(judge(RESPONSES, PROMPT, "tools: {max_calls: 5, changed: report}"));
  }

  @Test
  void theLinesOfABatchsFileCount() {
    String form =
        "--b\r\nContent-Disposition: form-data; name='file'; filename='a.jsonl'\r\n\r\n"
            + "{'url':'/v1/responses','body':{'prompt':{'id':'p'}}}\n\r\n--b--\r\n";
    Map<String, String> type = Map.of("Content-Type", "multipart/form-data; boundary=b");
    RequestHead files = head("POST", "api.openai.com", "/v1/files", null, type);
    assertRefused("requests.stored", "prompt", judge(files, form, TOOLS));
    assertSent(judge(files, form, "requests: {stored: {allow: [prompt]}}"));
  }

  @Test
  void theMessagesOfASessionCount() {
    Map<String, String> upgrade = Map.of("Upgrade", "websocket", "Sec-WebSocket-Key", "x");
    Exchange exchange =
        open(head("GET", "api.openai.com", "/v1/realtime", "model=m", upgrade), TOOLS);
    assertSent(exchange.judgeSocket());
    SocketTransform socket = exchange.socket();
    assertNotNull(socket);
    String update = "{'type':'session.update','session':{'prompt':{'id':'p'}}}";
    byte[] message = update.replace('\'', '"').getBytes(UTF_8);
    assertRefused("requests.stored", "prompt", socket.send(message));
  }

  @Test
  void observingLetsItPass() {
    Verdict verdict = judge(RESPONSES, PROMPT, "mode: observe", TOOLS);
    assertEquals(PROMPT.replace('\'', '"'), new String(verdict.body(), UTF_8));
  }
}
