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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long answers may be, in batches and sessions. */
class OutputCapTest {
  private static final String RULE = "requests: {max_output_tokens: 9}";
  private static final String REQUIRED = "requests: {max_output_tokens: 9, required: true}";
  private static final String GOOGLE = "generativelanguage.googleapis.com";
  private static final String LIVE =
      "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }

  private static Exchange open(RequestHead head, String... lines) {
    Exchange exchange = Engine.start(config(policy(lines))).open(head);
    assertNotNull(exchange, "no AI call: " + head.path());
    return exchange;
  }

  private static String sent(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNull(refusal, () -> refusal == null ? "" : new String(refusal.body(), UTF_8));
    return new String(verdict.body(), UTF_8).replace('"', '\'');
  }

  private static String refused(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal, "not refused");
    return new String(refusal.body(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api.anthropic.com | /v1/messages/batches"
            + " | {'requests':[{'params':{'model':'m'}},{'params':{}},{'params':{'max_tokens':5}}]}"
            + " | {'requests':[{'params':{'model':'m','max_tokens':9}},{'params':{'max_tokens':9}},"
            + "{'params':{'max_tokens':5}}]}",
        GOOGLE
            + " | /v1beta/models/g:batchGenerateContent"
            + " | {'batch':{'inputConfig':{'requests':{'requests':[{'request':{'contents':[]}},"
            + "{'request':{'generationConfig':{'topK':1}}}]}}}}"
            + " | {'batch':{'inputConfig':{'requests':{'requests':[{'request':{'contents':[],"
            + "'generationConfig':{'maxOutputTokens':9}}},"
            + "{'request':{'generationConfig':{'topK':1,'maxOutputTokens':9}}}]}}}}",
        "api.openai.com | /v1/realtime/client_secrets | {'session':{'type':'realtime'}}"
            + " | {'session':{'type':'realtime','max_output_tokens':9}}",
        "api.openai.com | /v1/realtime/client_secrets | {'session':{'type':'transcription'}}"
            + " | {'session':{'type':'transcription'}}",
        "api.openai.com | /v1/realtime/client_secrets | {}"
            + " | {'session':{'type':'realtime','max_output_tokens':9}}",
        "api.openai.com | /v1/realtime/sessions | {'voice':'v'}"
            + " | {'voice':'v','max_response_output_tokens':9}",
        "api.openai.com | /v1/realtime/sessions | {'max_response_output_tokens':'inf'}"
            + " | {'max_response_output_tokens':9}",
        "api.openai.com | /v1/threads/t/runs | {'assistant_id':'a'}"
            + " | {'assistant_id':'a','max_completion_tokens':9}",
        "bedrock-runtime.eu-west-1.amazonaws.com | /model/eu.anthropic.claude-x/invoke"
            + " | {'messages':[]} | {'messages':[],'max_tokens':9}",
        "bedrock-runtime.eu-west-1.amazonaws.com | /model/meta.llama3/invoke"
            + " | {'prompt':'x'} | {'prompt':'x','max_gen_len':9}",
        "bedrock-runtime.eu-west-1.amazonaws.com | /model/amazon.titan-text-lite-v1/invoke"
            + " | {'inputText':'x'}"
            + " | {'inputText':'x','textGenerationConfig':{'maxTokenCount':9}}"
      })
  void itIsSetWhereNobodySaysIt(String host, String path, String body, String want) {
    assertEquals(want, sent(open(post(host, path), RULE).judge(bytes(body))));
    assertEquals(want, sent(open(post(host, path), REQUIRED).judge(bytes(body))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'url':'/v1/chat/completions','body':{'messages':[{}]}}"
            + " | {'url':'/v1/chat/completions','body':{'messages':[{}],'max_completion_tokens':9}}",
        "{'body':{},'url':'/v1/responses'} | {'body':{'max_output_tokens':9},'url':'/v1/responses'}",
        "{'body':{'prompt':'x'},'url':'/v1/completions'}"
            + " | {'body':{'prompt':'x','max_tokens':9},'url':'/v1/completions'}",
        "{'body':{'input':'x'},'url':'/v1/embeddings'}"
            + " | {'body':{'input':'x'},'url':'/v1/embeddings'}",
        "{'body':{'max_tokens':99},'url':'/v1/chat/completions'}"
            + " | {'body':{'max_tokens':9},'url':'/v1/chat/completions'}",
        "{'key':'1','request':{'contents':[{'parts':[]}]}}"
            + " | {'key':'1','request':{'contents':[{'parts':[]}],"
            + "'generationConfig':{'maxOutputTokens':9}}}",
        "{'key':'1','request':{'generation_config':{'top_k':1},'contents':[{}]}}"
            + " | {'key':'1','request':{'generation_config':{'top_k':1,'maxOutputTokens':9},"
            + "'contents':[{}]}}",
        "{'key':'1','request':{'content':{'parts':[]}}}"
            + " | {'key':'1','request':{'content':{'parts':[]}}}",
        "{'params':{'messages':[{}]}} | {'params':{'messages':[{}],'max_tokens':9}}",
        "{'messages':[{}]} | {'messages':[{}]}"
      })
  void itIsSetInTheLinesOfABatchsFile(String line, String want) {
    // Two lines, so that one says nothing about the next.
    String both = line + "\n{'body':{'max_tokens':1},'url':'/v1/completions'}\n" + line + '\n';
    String sent = sent(open(files("api.openai.com"), REQUIRED).judge(bytes(form(both))));
    assertEquals(form(both.replace(line, want)).replace('"', '\''), sent);
  }

  @Test
  void aLineThatDoesNotSayWhatItIsForIsAnswered() {
    String line = "{'custom_id':'1','body':{'messages':[{}]}}\n";
    String want = "{'custom_id':'1','body':{'messages':[{}],'max_tokens':9}}\n";
    assertEquals(form(want), sent(open(files("api.mistral.ai"), RULE).judge(bytes(form(line)))));
    assertEquals(form(line), sent(open(files("api.openai.com"), RULE).judge(bytes(form(line)))));
    String text = refused(open(files("api.openai.com"), REQUIRED).judge(bytes(form(line))));
    assertTrue(text.contains("(requests.max_output_tokens)"), text);
  }

  @Test
  void whatIsKeptAndHowLongAnAnswerIsAreSetTogether() {
    String line = "{'body':{},'url':'/v1/responses'}\n";
    String rule = "requests: {max_output_tokens: 9, store: deny}";
    String want = "{'body':{'store':false,'max_output_tokens':9},'url':'/v1/responses'}\n";
    assertEquals(form(want), sent(open(files("api.openai.com"), rule).judge(bytes(form(line)))));
  }

  private static RequestHead files(String host) {
    Map<String, String> form = Map.of("Content-Type", "multipart/form-data; boundary=b");
    return head("POST", host, "/v1/files", null, form);
  }

  private static String form(String content) {
    return "--b\r\nContent-Disposition: form-data; name='file'; filename='a.jsonl'\r\n\r\n"
        + content
        + "\r\n--b--\r\n";
  }

  private static SocketTransform socket(String host, String path, String beta, String... rule) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Upgrade", "websocket");
    headers.put("Sec-WebSocket-Key", "x");
    if (beta != null) {
      headers.put("OpenAI-Beta", beta);
    }
    Exchange exchange = open(head("GET", host, path, "model=m", headers), rule);
    assertNull(exchange.judgeSocket().refusal());
    SocketTransform socket = exchange.socket();
    assertNotNull(socket);
    return socket;
  }

  private static SocketTransform realtime(String beta) {
    return socket("api.openai.com", "/v1/realtime", beta, RULE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | {'type':'session.update','session':{}}"
            + " | {'type':'session.update','session':{'max_output_tokens':9}}",
        " | {'session':{'voice':'v' },'type':'session.update'}"
            + " | {'session':{'voice':'v' ,'max_output_tokens':9},'type':'session.update'}",
        "realtime=v1 | {'type':'session.update','session':{'voice':'v'}}"
            + " | {'type':'session.update','session':{'voice':'v','max_response_output_tokens':9}}",
        " | {'type':'session.update','session':{'max_output_tokens':'inf'}}"
            + " | {'type':'session.update','session':{'max_output_tokens':9}}",
        " | {'session':{'input_audio_format':'pcm16'},'type':'transcription_session.update'}"
            + " | {'session':{'input_audio_format':'pcm16'},'type':'transcription_session.update'}",
        " | {'type':'session.update','session':{'type':'transcription'}}"
            + " | {'type':'session.update','session':{'type':'transcription'}}",
        " | {'type':'response.create'}"
            + " | {'type':'response.create','response':{'max_output_tokens':9}}",
        " | {'type':'response.create','response':{'instructions':'x'}}"
            + " | {'type':'response.create','response':{'instructions':'x','max_output_tokens':9}}",
        " | {'type':'response.create','response':{'max_output_tokens':4000}}"
            + " | {'type':'response.create','response':{'max_output_tokens':9}}",
        " | {'type':'response.cancel'} | {'type':'response.cancel'}",
        " | {'type':'conversation.item.create','item':{'type':'message','content':[]}}"
            + " | {'type':'conversation.item.create','item':{'type':'message','content':[]}}"
      })
  void aSessionIsTold(String beta, String message, String want) {
    assertEquals(want, sent(realtime(beta).send(bytes(message))));
  }

  @Test
  void whatASessionSaysItselfStaysForItsAnswers() {
    SocketTransform socket = realtime(null);
    String update = "{'type':'session.update','session':{'max_output_tokens':5}}";
    assertEquals(update, sent(socket.send(bytes(update))));
    for (String message :
        new String[] {
          "{'type':'session.update','session':{'voice':'v'}}",
          "{'type':'response.create'}",
          "{'type':'response.create','response':{}}"
        }) {
      assertEquals(message, sent(socket.send(bytes(message))));
    }
    String more = "{'type':'response.create','response':{'max_output_tokens':10}}";
    assertEquals(more.replace("10", "9"), sent(socket.send(bytes(more))));
  }

  @Test
  void whereItIsRequiredASessionSaysItBeforeItListens() {
    SocketTransform socket = socket("api.openai.com", "/v1/realtime", null, REQUIRED);
    String audio = "{'type':'input_audio_buffer.append','audio':'AAAA'}";
    String text = refused(socket.send(bytes(audio)));
    assertTrue(text.contains("a session.update has to come first"), text);
    assertTrue(text.contains("Rule: requests.required"), text);
    sent(socket.send(bytes("{'type':'session.update','session':{}}")));
    assertEquals(audio, sent(socket.send(bytes(audio))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'setup':{'model':'m'}}"
            + " | {'setup':{'model':'m','generationConfig':{'maxOutputTokens':9}}}",
        "{'setup':{'generationConfig':{'topK':1},'model':'m'}}"
            + " | {'setup':{'generationConfig':{'topK':1,'maxOutputTokens':9},'model':'m'}}",
        "{'setup':{'generation_config':{'max_output_tokens':99}}}"
            + " | {'setup':{'generation_config':{'max_output_tokens':9}}}",
        "{'clientContent':{'turns':[]}} | {'clientContent':{'turns':[]}}"
      })
  void aLiveSessionIsToldInItsSetup(String message, String want) {
    assertEquals(want, sent(socket(GOOGLE, LIVE, null, REQUIRED).send(bytes(message))));
  }

  /** Such a number holds for nothing: the vendor ignores it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/chat | {'model':'m','messages':[],'stream':false,'options':{},'max_tokens':5}"
            + " | 'options':{'num_predict':9}",
        "/api/chat | {'model':'m','messages':[],'stream':false,'format':'json','max_tokens':5}"
            + " | 'max_tokens':5,'options':{'num_predict':9}}",
        "/v1/chat/completions | {'model':'m','messages':[],'max_output_tokens':5}"
            + " | 'max_output_tokens':5,'max_tokens':9}",
        "/v1/chat/completions | {'model':'m','messages':[],'options':{'num_predict':5}}"
            + " | 'max_tokens':9}"
      })
  void aNumberThatTheApiDoesNotReadIsNone(String path, String body, String expected) {
    String sent = sent(open(post("localhost", path), RULE).judge(bytes(body)));
    assertTrue(sent.contains(expected), sent);
  }

  @Test
  void onlyWhatSetsUpASessionCapsIt() {
    Map<String, String> upgrade = Map.of("Upgrade", "websocket", "Sec-WebSocket-Key", "x");
    RequestHead head = head("GET", "api.openai.com", "/v1/realtime", "model=m", upgrade);
    Exchange exchange = open(head, RULE);
    exchange.judgeSocket();
    SocketTransform socket = exchange.socket();
    assertNotNull(socket);
    for (String junk : new String[] {"{}", "{'type':'transcription'}"}) {
      String message = "{'type':'response.create','session':" + junk + "}";
      String sent = sent(socket.send(bytes(message)));
      assertTrue(sent.endsWith(",'response':{'max_output_tokens':9}}"), sent);
    }
    String both = "{'type':'session.update','session':{'type':'transcription','type':'realtime'}}";
    String sent = sent(socket.send(bytes(both)));
    assertTrue(sent.endsWith("'type':'realtime','max_output_tokens':9}}"), sent);
    String next = "{'type':'response.create'}";
    assertEquals(next, sent(socket.send(bytes(next))));
  }
}
