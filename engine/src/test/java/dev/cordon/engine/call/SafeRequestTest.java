package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields by which a request asks for more than an answer. */
class SafeRequestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RequestHead ROUTER = post("openrouter.ai", "/api/v1/chat/completions");
  private static final RequestHead MESSAGES = post("api.anthropic.com", "/v1/messages");
  private static final String STORE = "requests: {store: deny}";
  private static final String COLLECTION = "requests: {data_collection: deny}";

  private final TestCalls.Records records = new TestCalls.Records();

  private Verdict judge(RequestHead head, String body, String... lines) {
    Exchange exchange = Engine.start(config(policy(lines)).observer(records)).open(head);
    assertNotNull(exchange);
    return exchange.judge(body.getBytes(UTF_8));
  }

  private String sent(RequestHead head, String body, String... lines) {
    Verdict verdict = judge(head, body, lines);
    assertNull(verdict.refusal());
    return new String(verdict.body(), UTF_8);
  }

  private static String refusal(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal, "not refused");
    return new String(refusal.body(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'messages':[]} | {'messages':[],'store':false}",
        "{'messages':[] } | {'messages':[] ,'store':false}",
        "{} | {'store':false}",
        "{ } | { 'store':false}",
        "{'store':true,'messages':[]} | {'store':false,'messages':[]}",
        "{'store':null,'messages':[]} | {'store':false,'messages':[]}",
        "{'store': false,'messages':[]} | {'store': false,'messages':[]}",
        "{'st\\u006fre':true,'messages':[]} | {'st\\u006fre':false,'messages':[]}",
        "{'store':true,'a':1.0,'store':true} | {'store':false,'a':1.0,'store':false}",
        "{'messages':[{'store':true}]} | {'messages':[{'store':true}],'store':false}"
      })
  void aRequestNeverAsksToBeKept(String body, String want) {
    String sent = sent(chat(), body.replace('\'', '"'), STORE);
    assertEquals(want.replace('\'', '"'), sent);
    boolean same = body.equals(want);
    assertEquals(same ? Decision.ALLOW : Decision.MODIFY, records.started.get(0).decision());
    assertEquals(same ? null : "requests", records.started.get(0).rule());
  }

  @Test
  void noVendorGetsAFieldThatItDoesNotKnow() {
    assertEquals("{\"messages\":[]}", sent(MESSAGES, "{\"messages\":[]}", STORE));
    assertEquals("{\"messages\":[]}", sent(ROUTER, "{\"messages\":[]}", STORE));
    assertEquals("{\"store\":false}", sent(ROUTER, "{\"store\":true}", STORE));
    assertEquals("{\"messages\":[]}", sent(chat(), "{\"messages\":[]}", COLLECTION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'messages':[]} | {'messages':[],'provider':{'data_collection':'deny'}}",
        "{'provider':{}} | {'provider':{'data_collection':'deny'}}",
        "{'provider':null} | {'provider':{'data_collection':'deny'}}",
        "{'provider':{'sort':'price'}} | {'provider':{'sort':'price','data_collection':'deny'}}",
        "{'provider':{'data_collection':'allow'}} | {'provider':{'data_collection':'deny'}}",
        "{'provider':{'data_collection':null}} | {'provider':{'data_collection':'deny'}}",
        "{'provider':{'data_collection':'deny'}} | {'provider':{'data_collection':'deny'}}"
      })
  void openRouterIsToldToLetNobodyCollect(String body, String want) {
    assertEquals(want.replace('\'', '"'), sent(ROUTER, body.replace('\'', '"'), COLLECTION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'user':'u-1'} | {'store':false}",
        "{'user':'u-1','a':1} | {'a':1,'store':false}",
        "{'a':1,'user':'u-1'} | {'a':1,'store':false}",
        "{'a':1,'user':'u-1','b':2} | {'a':1,'b':2,'store':false}",
        "{'user':'u-1','safety_identifier':'s'} | {'store':false}",
        "{'a':1,'user':'u-1','safety_identifier':'s'} | {'a':1,'store':false}",
        "{'user':'u-1' , 'safety_identifier' : 's' , 'a':1} | {'a':1,'store':false}",
        "{'metadata':{'user_id':'u-1'},'a':1} | {'metadata':{},'a':1,'store':false}",
        "{'metadata':{'x':'y','user_id':'u-1'}} | {'metadata':{'x':'y'},'store':false}",
        "{'user':'u-1','user':'u-2','a':1} | {'a':1,'store':false}"
      })
  void whereverAUserIsTakenOutWhatIsLeftIsJson(String body, String want) throws IOException {
    String policy = "requests: {user: remove, store: deny}";
    String sent = sent(chat(), body.replace('\'', '"'), policy);
    assertEquals(JSON.readTree(want.replace('\'', '"')), JSON.readTree(sent), sent);
  }

  @Test
  void aUserIsTheSameHashUnderOneKey() throws IOException {
    String[] policy = {"token_key: env:TEST_KEY", "requests: {user: hash}"};
    String body = "{\"user\":\"u-1\",\"metadata\":{\"user_id\":\"u-2\"},\"messages\":[]}";
    JsonNode sent = JSON.readTree(sent(chat(), body, policy));
    String hash = sent.path("user").asText();
    assertTrue(hash.matches("user_[0-9a-f]{32}"), hash);
    assertFalse(hash.equals(sent.path("metadata").path("user_id").asText()));
    assertEquals(hash, JSON.readTree(sent(chat(), body, policy)).path("user").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tools\":[{\"type\":\"web_search_preview\"}]}",
        "{\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]}",
        "{\"tools\":[{\"type\":\"function\",\"function\":{}},{\"t\\u0079pe\":\"web_search\"}]}",
        "{\"web_search_options\":{}}",
        "{\"plugins\":[{\"id\":\"web_search\"}]}"
      })
  void aToolThatTheVendorRunsIsRefused(String body) {
    String deny = "requests: {server_tools: {deny: ['web_search*']}}";
    String text = refusal(judge(chat(), body, deny));
    assertTrue(text.contains("Rule: requests.server_tools.deny"), text);
    assertTrue(text.contains("to run the tool web_search"), text);
    assertEquals(body, sent(chat(), body, "requests: {server_tools: {deny: [mcp]}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'mcp_servers':[{'type':'url','url':'x'}]} | mcp",
        "{'tools':[{'googleSearch':{}}]} | google_search",
        "{'tools':[{'code_execution':{}}]} | code_execution"
      })
  void toolsWithoutATypeAreKnownByTheirKey(String body, String tool) {
    String json = body.replace('\'', '"');
    String deny = "requests: {server_tools: {deny: [" + tool + "]}}";
    assertTrue(refusal(judge(MESSAGES, json, deny)).contains("run the tool " + tool));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api.cohere.com | /v1/chat | {'message':'x','connectors':[{'id':'web-search'}]} | web-search",
        "api.x.ai | /v1/chat/completions | {'search_parameters':{'mode':'on'}} | live_search",
        "api.x.ai | /v1/chat/completions | {'search_parameters':{}} | live_search",
        "x.openai.azure.com | /openai/deployments/d/chat/completions | "
            + "{'data_sources':[{'type':'azure_search'}]} | azure_search",
        "dashscope.aliyuncs.com | /compatible-mode/v1/chat/completions | "
            + "{'messages':[],'enable_search':true} | web_search",
        "openrouter.ai | /api/v1/chat/completions | {'model':'openai/gpt-4o:online'} | web_search",
        "bedrock-runtime.eu-central-1.amazonaws.com | /model/x/converse | "
            + "{'toolConfig':{'tools':[{'systemTool':{'name':'nova_grounding'}}]}} | nova_grounding",
        "api.groq.com | /openai/v1/chat/completions | "
            + "{'compound_custom':{'tools':{'enabled_tools':['web_search']}}} | web_search",
        "api.anthropic.com | /v1/messages/batches | "
            + "{'requests':[{'params':{'mcp_servers':[{'type':'url'}]}}]} | mcp",
        "api.anthropic.com | /v1/messages/batches | "
            + "{'requests':[{'params':{'tools':[{'type':'web_search_1'}]}}]} | web_search_1",
        "generativelanguage.googleapis.com | /v1beta/models/g:generateContent | "
            + "{'tools':[{'parallelAiSearch':{}}]} | parallel_ai_search",
        "generativelanguage.googleapis.com | /v1beta/models/g:generateContent | "
            + "{'tools':{'googleSearch':{}}} | google_search",
        "generativelanguage.googleapis.com | /v1beta/models/g:generateContent | "
            + "{'tools':[{'mcpServers':[{'name':'x'}]}]} | mcp",
        "generativelanguage.googleapis.com | /v1beta/models/g:batchGenerateContent | "
            + "{'batch':{'inputConfig':{'requests':{'requests':[{'request':{'tools':"
            + "[{'googleSearch':{}}]}}]}}}} | google_search"
      })
  void noWayOfAskingForAToolIsMissed(String host, String path, String body, String tool) {
    String json = body.replace('\'', '"');
    String text = refusal(judge(post(host, path), json, "requests: {server_tools: {allow: [t]}}"));
    assertTrue(text.contains("run the tool " + tool + "."), text);
    assertEquals(json, sent(post(host, path), json, "requests: {server_tools: {deny: [t]}}"));
  }

  @Test
  void whatSwitchesAToolOffAsksForNone() {
    String rule = "requests: {server_tools: {allow: [t]}}";
    String body = "{\"search_parameters\":{\"mode\":\"off\"},\"enable_search\":false}";
    assertEquals(body, sent(chat(), body, rule));
    String google = "{\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}]}";
    RequestHead gemini = post("generativelanguage.googleapis.com", "/v1beta/models/g:countTokens");
    assertEquals(google, sent(gemini, google, rule));
  }

  @Test
  void theRequestsInABatchsFileAreMadeSafe() {
    String policy = "requests: {store: deny, user: remove, server_tools: {deny: [web_search]}}";
    String sent = sent(files(), file(BATCH.replace('\'', '"')), policy);
    String want =
        "{'custom_id':'1','body':{'model':'o1','store':false},'url':'/v1/responses'}\n"
            + "{'url':'/v1/chat/completions','body':{'store':false,'metadata':{}}}\n"
            + "{'url':'/v1/embeddings','body':{'input':'x'}}\n";
    assertEquals(file(want.replace('\'', '"')), sent);
    String search = file("{\"body\":{\"tools\":[{\"type\":\"web_search\"}]}}\n");
    assertTrue(refusal(judge(files(), search, policy)).contains("run the tool web_search."));
    String other = file("{\"user\":\"u-1\",\"store\":true}\n");
    assertEquals(other, sent(files(), other, policy));
  }

  private static final String BATCH =
      "{'custom_id':'1','body':{'model':'o1','user':'u-1'},'url':'/v1/responses'}\n"
          + "{'url':'/v1/chat/completions','body':{'store':true,'metadata':{'user_id':'u'}}}\n"
          + "{'url':'/v1/embeddings','body':{'input':'x'}}\n";

  private static RequestHead files() {
    Map<String, String> form = Map.of("Content-Type", "multipart/form-data; boundary=b");
    return TestCalls.head("POST", "api.openai.com", "/v1/files", null, form);
  }

  private static String file(String content) {
    return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n"
        + content
        + "\r\n--b--\r\n";
  }

  @Test
  void functionsOfTheApplicationAreNoToolsOfTheVendor() {
    String body =
        "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"web_search\",\"parameters\":"
            + "{\"type\":\"object\"}}},{\"type\":\"custom\",\"name\":\"x\"}],\"messages\":"
            + "[{\"content\":[{\"type\":\"text\",\"text\":\"web_search\"}]}]}";
    assertEquals(body, sent(chat(), body, "requests: {server_tools: {allow: [file_search]}}"));
    String other = "{\"tools\":[{\"type\":\"code_interpreter\"}]}";
    String text = refusal(judge(chat(), other, "requests: {server_tools: {allow: [file_search]}}"));
    assertTrue(text.contains("requests.server_tools.allow"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'messages':[]} | {'messages':[],'provider':{'data_collection':'deny','zdr':true}}",
        "{'provider':{'zdr':false}} | {'provider':{'zdr':true,'data_collection':'deny'}}",
        "{'provider':{'zdr':true}} | {'provider':{'zdr':true,'data_collection':'deny'}}",
        "{'provider':null} | {'provider':{'data_collection':'deny','zdr':true}}"
      })
  void openRouterIsToldToUseWhoKeepsNothing(String body, String want) {
    String rule = "requests: {data_collection: deny, zdr: true}";
    assertEquals(want.replace('\'', '"'), sent(ROUTER, body.replace('\'', '"'), rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api.openai.com | /v1/chat/completions | {} | {'max_completion_tokens':9}",
        "api.openai.com | /v1/chat/completions | {'max_tokens':10} | {'max_tokens':9}",
        "api.openai.com | /v1/chat/completions | {'max_tokens':9.0} | {'max_tokens':9.0}",
        "api.openai.com | /v1/chat/completions | {'max_tokens':1e3} | {'max_tokens':9}",
        "api.openai.com | /v1/chat/completions | {'max_tokens':null} | {'max_tokens':9}",
        "api.mistral.ai | /v1/chat/completions | {'messages':[]} | {'messages':[],'max_tokens':9}",
        "api.openai.com | /v1/responses | {'input':'x'} | {'input':'x','max_output_tokens':9}",
        "api.anthropic.com | /v1/messages | {'max_tokens':4096} | {'max_tokens':9}",
        "aip.baidubce.com | /rpc/2.0/ai_custom/v1/wenxinworkshop/chat/completions | {'messages':[]}"
            + " | {'messages':[],'max_output_tokens':9}",
        "api.anthropic.com | /v1/messages/batches | {'requests':[{'params':{'max_tokens':99}}]}"
            + " | {'requests':[{'params':{'max_tokens':9}}]}",
        "localhost | /api/chat | {'model':'m','messages':[],'options':{'num_predict':-1}}"
            + " | {'model':'m','messages':[],'options':{'num_predict':9}}",
        "localhost | /api/chat | {'model':'m','messages':[],'options':{}}"
            + " | {'model':'m','messages':[],'options':{'num_predict':9}}",
        "generativelanguage.googleapis.com | /v1beta/models/g:generateContent | {'contents':[]}"
            + " | {'contents':[],'generationConfig':{'maxOutputTokens':9}}",
        "generativelanguage.googleapis.com | /v1beta/models/g:generateContent"
            + " | {'generationConfig':{'topK':1},'contents':[]}"
            + " | {'generationConfig':{'topK':1,'maxOutputTokens':9},'contents':[]}",
        "generativelanguage.googleapis.com | /v1beta/models/g:generateContent"
            + " | {'generation_config':{'max_output_tokens':'100'}}"
            + " | {'generation_config':{'max_output_tokens':9}}",
        "bedrock-runtime.eu-central-1.amazonaws.com | /model/x/converse | {'messages':[]}"
            + " | {'messages':[],'inferenceConfig':{'maxTokens':9}}"
      })
  void noAnswerIsAskedToBeLongerThanPolicySays(String host, String path, String body, String want) {
    String rule = "requests: {max_output_tokens: 9}";
    assertEquals(want.replace('\'', '"'), sent(post(host, path), body.replace('\'', '"'), rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "store: deny | api.anthropic.com | /v1/messages | store",
        "store: deny | api.openai.com | /v1/conversations | store",
        "zdr: true | router.huggingface.co | /v1/chat/completions | zdr",
        "data_collection: deny | router.huggingface.co | /v1/chat/completions | data_collection",
        "max_output_tokens: 9 | bedrock-runtime.eu-central-1.amazonaws.com | /model/x/invoke"
            + " | max_output_tokens"
      })
  void whatAnApiCannotBeToldRefusesWherePolicyRequiresIt(
      String rule, String host, String path, String key) {
    String body = "{\"messages\":[]}";
    RequestHead head = post(host, path);
    assertEquals(body, sent(head, body, "requests: {" + rule + "}"));
    String text = refusal(judge(head, body, "requests: {required: true, " + rule + "}"));
    assertTrue(text.contains("(requests." + key + ")"), text);
    assertTrue(text.contains("Rule: requests.required"), text);
  }

  @Test
  void whatIsSaidIsNotRequiredAnew() {
    String all =
        "requests: {required: true, store: deny, data_collection: deny, zdr: true,"
            + " max_output_tokens: 9}";
    assertTrue(sent(chat(), "{\"messages\":[]}", all).contains("\"store\":false"));
    String own = "{\"model\":\"m\",\"messages\":[],\"max_tokens\":1}";
    assertEquals(own, sent(post("llm.example.com", "/v1/chat/completions"), own, all));
    String vector = "{\"model\":\"m\",\"input\":\"x\"}";
    assertEquals(vector, sent(post("api.openai.com", "/v1/embeddings"), vector, all));
  }

  @Test
  void operationsAreRefusedToEverybody() {
    String rule = "requests: {operations: {deny: [batch, upload, fine_tune]}}";
    String body = "{\"messages\":[]}";
    assertEquals(body, sent(chat(), body, rule));
    for (String path : new String[] {"/v1/batches", "/v1/files", "/v1/fine_tuning/jobs"}) {
      String text = refusal(judge(post("api.openai.com", path), "{\"a\":\"b\"}", rule));
      assertTrue(text.contains("Rule: requests.operations.deny"), text);
    }
  }

  @Test
  void observingChangesNothing() {
    Exchange exchange =
        Engine.start(config(policy("mode: observe", STORE)).observer(records)).open(chat());
    assertNotNull(exchange);
    byte[] body = "{\"messages\":[]}".getBytes(UTF_8);
    assertSame(body, exchange.judge(body).body());
    assertEquals("requests", records.started.get(0).rule());
    assertEquals(Decision.AUDIT, records.started.get(0).decision());
  }
}
