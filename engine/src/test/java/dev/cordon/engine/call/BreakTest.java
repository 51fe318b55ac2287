package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.head;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.SocketTransform;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakTest {
  static void say(String n, Verdict v) {
    SyntheticAnswer r = v.refusal();
    System.out.println("@@ " + n + " -> " + (r == null ? "SENT " + new String(v.body(), UTF_8) : "REFUSED " + new String(r.body(), UTF_8)));
  }
  static void go(String n, RequestHead h, String body, String... lines) {
    try {
      Exchange e = Engine.start(config(policy(lines))).open(h);
      if (e == null) { System.out.println("@@ " + n + " -> no call"); return; }
      say(n, e.judge(body.replace('\'', '"').getBytes(UTF_8)));
    } catch (Throwable t) { System.out.println("@@ " + n + " -> " + t); }
  }
  @Test void all() {
    String ALLOW = "models: {allow: [m, '*/m']}";
    String DENY = "models: {deny: [evil]}";
    String CAP = "requests: {max_output_tokens: 9}";
    String STORED = "requests: {stored: []}";
    Map<String, String> type = Map.of("Content-Type", "multipart/form-data; boundary=b");
    String form = "--b\r\nContent-Disposition: form-data; name='purpose'\r\n\r\nPURP\r\n--b\r\nContent-Disposition: form-data; name='file'; filename='a.jsonl'\r\n\r\n"
            + "{'custom_id':'0','body':{'messages':[{'role':'user','content':'x'}]}}\n\r\n--b--\r\n";
    go("mistral batch file", head("POST", "api.mistral.ai", "/v1/files", null, type), form.replace("PURP", "batch"), ALLOW);
    go("openai user_data file", head("POST", "api.openai.com", "/v1/files", null, type), form.replace("PURP", "user_data"), ALLOW);
    go("mistral job other model", post("api.mistral.ai", "/v1/batch/jobs"), "{'input_files':['x'],'model':'evil','endpoint':'/v1/chat/completions'}", DENY);
    go("mistral job no model", post("api.mistral.ai", "/v1/batch/jobs"), "{'input_files':['x'],'endpoint':'/v1/chat/completions'}", ALLOW);
    String ol = "{'model':'m','messages':[{'role':'user','content':'x'}],";
    go("ollama max_tokens", post("localhost", "/api/chat"), ol + "'max_tokens':5,'stream':false,'options':{}}", CAP);
    go("ollama none", post("localhost", "/api/chat"), ol + "'stream':false,'options':{}}", CAP);
    go("ollama dotted", post("localhost", "/api/chat"), ol + "'options.num_predict':5,'stream':false,'options':{}}", CAP);
    go("ollama Case opt", post("localhost", "/api/chat"), ol + "'stream':false,'Options':{'Num_Predict':99}}", CAP);
    go("ollama dup", post("localhost", "/api/chat"), ol + "'stream':false,'Model':'evil','options':{}}", DENY);
    go("converse top", post("bedrock-runtime.eu-west-1.amazonaws.com", "/model/m/converse"), "{'messages':[{'role':'user','content':[{'text':'x'}]}],'maxTokens':5}", CAP);
    go("vllm-like max_output_tokens", post("api.groq.com", "/openai/v1/chat/completions"), ol + "'max_output_tokens':5}", CAP);
    String longKey = new String(new char[129]).replace('\0', 'k');
    go("long key model", post("api.cohere.com", "/v1/chat"), "{'" + longKey + "':{'model':'m'},'message':'x'}", ALLOW);
    go("long key cap", post("api.openai.com", "/v1/chat/completions"), "{'model':'m','" + longKey + "':{'a':1},'messages':[]}", CAP);
    go("long key cap said", post("api.openai.com", "/v1/chat/completions"), "{'model':'m','" + longKey + "':{'max_completion_tokens':1},'messages':[]}", CAP);
    go("long key store", post("api.openai.com", "/v1/chat/completions"), "{'model':'m','metadata':{'" + longKey + "':{'store':true}},'" + longKey + "':{'a':1},'messages':[]}", "requests: {store: deny}");
    go("session.model elsewhere", post("api.cohere.com", "/v1/chat"), "{'session':{'model':'m'},'message':'x'}", ALLOW);
    go("agent elsewhere", post("api.cohere.com", "/v1/chat"), "{'agent':'junk','message':'x'}", ALLOW);
    go("dotted session.model", post("api.cohere.com", "/v1/chat"), "{'session.model':'m','message':'x'}", ALLOW);
    go("dup session.type", post("api.openai.com", "/v1/realtime/client_secrets"), "{'session':{'type':'transcription','type':'realtime'}}", ALLOW);
    go("dup session.type cap", post("api.openai.com", "/v1/realtime/client_secrets"), "{'session':{'type':'transcription','type':'realtime','model':'m'}}", CAP);
    StringBuilder esc = new StringBuilder();
    for (char c : "previous_interaction_id".toCharArray()) esc.append(String.format("\\u%04x", (int) c));
    go("escaped long", post("generativelanguage.googleapis.com", "/v1beta/interactions"), "{'model':'m','input':'x','" + esc + "':'v1'}", STORED);
    go("plain prev", post("generativelanguage.googleapis.com", "/v1beta/interactions"), "{'model':'m','input':'x','previous_interaction_id':'v1'}", STORED);
    go("stored plain chat", post("api.openai.com", "/v1/chat/completions"), "{'model':'m','store':true,'metadata':{'prompt':'x','agent':'y'},'messages':[]}", STORED);
    go("stored conv null", post("api.openai.com", "/v1/responses"), "{'model':'m','conversation':null,'prompt':null,'previous_response_id':'','input':'x'}", STORED);
    go("mod escape", post("api.openai.com", "/v1/chat/completions"), "{'mod\\u0065l':'ev\\u0069l','messages':[]}", DENY);
    go("dup model", post("api.openai.com", "/v1/chat/completions"), "{'model':'m','model':'evil','messages':[]}", ALLOW);
    go("case evil", post("api.openai.com", "/v1/chat/completions"), "{'model':'EVIL','messages':[]}", DENY);
    go("array doc", post("api.openai.com", "/v1/chat/completions"), "[{'model':'evil','messages':[]}]", DENY);
    go("replicate dep", post("api.replicate.com", "/v1/deployments/acme/x/predictions"), "{'input':{}}", ALLOW);
    go("replicate models", post("api.replicate.com", "/v1/models/acme/m/predictions"), "{'input':{}}", ALLOW);
    go("azure v1 embeddings", post("x.openai.azure.com", "/openai/v1/embeddings"), "{'model':'m','input':'x'}", ALLOW);
    go("nul tail", post("api.openai.com", "/v1/chat/completions"), "{'messages':[],'model':'m'}{'model':'evil'}", ALLOW);
    go("malformed", post("api.openai.com", "/v1/chat/completions"), "{'model':'m',,'model':'evil'}", ALLOW);
    go("comment", post("api.openai.com", "/v1/chat/completions"), "{/* */'model':'evil'}", DENY);
    go("realtime transcription resp", post("api.openai.com", "/v1/responses"), "{'conversation':{'id':'c'},'model':'m','input':'x'}", STORED);
    go("space model", post("api.openai.com", "/v1/chat/completions"), "{'model':' evil','messages':[]}", DENY);
    go("gzip", head("POST", "api.openai.com", "/v1/chat/completions", null, Map.of("Content-Encoding", "gzip")), "{'model':'evil','messages':[]}", DENY);
    Exchange e = Engine.start(config(policy(CAP))).open(head("GET", "api.openai.com", "/v1/realtime", "model=m", Map.of("Upgrade", "websocket", "Sec-WebSocket-Key", "x")));
    e.judgeSocket();
    SocketTransform s = e.socket();
    for (String m : new String[] {"{'type':'session.update','session':{'type':'transcription','type':'realtime'}}", "{'type':'response.create','session':{'type':'transcription'}}", "{'type':'response.create','session':{}}", "{'type':'response.create'}", "{'type':'session.update','session':{'max_output_tokens':'inf'}}", "{'type':'session.update','session':{}}", "{'type':'response.create','response':{'max_output_tokens':'inf'}}", "{'type':'session.update','session':null}"}) say("ws " + m, s.send(m.replace('\'', '"').getBytes(UTF_8)));
  }
}
