package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who wrote a text. In each request a text says itself who did. */
class OriginTest {
  private static List<String> wrong(String format, String body) throws Exception {
    List<String> wrong = new ArrayList<>();
    int[] texts = {0};
    TextVisitor visitor =
        new TextVisitor() {
          private Origin origin = Origin.USER;

          @Override
          public void from(Origin newOrigin) {
            origin = newOrigin;
          }

          @Override
          public void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {
            String said = new String(text, from, to - from, UTF_8);
            if (said.startsWith("by ")) {
              texts[0]++;
              if (!said.equals("by " + origin.id())) {
                wrong.add(said + ": " + origin.id());
              }
            }
          }
        };
    byte[] bytes = json(body).getBytes(UTF_8);
    Wire.format(format).rewrite(bytes, "application/json", null, visitor, Wire.record());
    assertEquals(body.split("by ").length - 1, texts[0], "texts seen");
    return wrong;
  }

  /** A format and a request in it whose texts each say who wrote them. */
  static List<Arguments> requests() {
    return List.of(
        Arguments.of(
            "openai.chat",
            "{'messages':[{'role':'system','content':'by system'},{'role':'developer','content':'by"
                + " developer'},{'content':'by"
                + " user','role':'user'},{'content':[{'type':'text','text':'by"
                + " tool'}],'role':'tool','tool_call_id':'x'},{'role':'assistant','content':'by"
                + " assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{\\'q\\':\\'by"
                + " assistant\\'}'}}]},{'role':'user','content':[{'type':'text','text':'by"
                + " user'},{'type':'file','file':{'filename':'by"
                + " file'}}]}],'tools':[{'type':'function','function':{'name':'f','description':'by"
                + " tool_description'}}],'user':'by user'}"),
        Arguments.of(
            "openai.responses",
            "{'instructions':'by system','input':[{'role':'developer','content':'by"
                + " developer'},{'type':'message','content':[{'type':'input_text','text':'by"
                + " user'}],'role':'user'},{'type':'function_call','call_id':'c','name':'f','arguments':'{\\'a\\':\\'by"
                + " assistant\\'}'},{'type':'function_call_output','call_id':'c','output':'by"
                + " tool'},{'type':'function_call_output','call_id':'c','output':'{\\'deep\\':[\\'by"
                + " tool\\']}'},{'type':'file_search_call','results':[{'text':'by"
                + " document'}]}],'tools':[{'type':'function','name':'f','description':'by"
                + " tool_description'}]}"),
        Arguments.of(
            "anthropic.messages",
            "{'system':[{'type':'text','text':'by"
                + " system'}],'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':[{'type':'text','text':'by"
                + " tool'}]},{'type':'text','text':'by"
                + " user'},{'type':'document','source':{'type':'text','media_type':'text/plain','data':'by"
                + " document'},'title':'by document','context':'by"
                + " document'}]},{'content':[{'type':'text','text':'by"
                + " assistant'},{'type':'tool_use','id':'t','name':'f','input':{'a':'by"
                + " assistant'}}],'role':'assistant'}],'tools':[{'name':'f','description':'by"
                + " tool_description'}]}"),
        Arguments.of(
            "gemini.generate_content",
            "{'systemInstruction':{'parts':[{'text':'by"
                + " system'}]},'contents':[{'parts':[{'text':'by"
                + " user'}],'role':'user'},{'role':'model','parts':[{'text':'by"
                + " assistant'},{'functionCall':{'name':'f','args':{'a':'by"
                + " assistant'}}}]},{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'r':'by"
                + " tool'}}}]}],'tools':[{'functionDeclarations':[{'name':'f','description':'by"
                + " tool_description'}]}]}"),
        Arguments.of(
            "bedrock.converse",
            "{'system':[{'text':'by system'}],'messages':[{'role':'user','content':[{'text':'by"
                + " user'},{'toolResult':{'toolUseId':'t','content':[{'text':'by"
                + " tool'}]}},{'document':{'name':'by"
                + " document'}}]},{'role':'assistant','content':[{'text':'by"
                + " assistant'},{'toolUse':{'toolUseId':'t','name':'f','input':{'a':'by"
                + " assistant'}}}]}]}"),
        Arguments.of(
            "dashscope.generation",
            "{'model':'m','input':{'messages':[{'role':'system','content':'by"
                + " system'},{'role':'user','content':[{'text':'by"
                + " user'}]},{'role':'assistant','content':'by"
                + " assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{\\'q\\':\\'by"
                + " assistant\\'}'}}]},{'role':'tool','tool_call_id':'a','content':'by"
                + " tool'}]},'parameters':{'tools':[{'type':'function','function':{'name':'f','description':'by"
                + " tool_description'}}]}}"),
        Arguments.of(
            "qianfan.chat",
            "{'system':'by system','messages':[{'role':'user','content':'by"
                + " user'},{'role':'assistant','content':null,'function_call':{'name':'f','arguments':'{\\'q\\':\\'by"
                + " assistant\\'}'}},{'role':'function','name':'f','content':'by"
                + " tool'}],'functions':[{'name':'f','description':'by"
                + " tool_description'}],'user_id':'by user'}"),
        Arguments.of(
            "ollama.chat",
            "{'messages':[{'role':'system','content':'by system'},{'role':'tool','content':'by"
                + " tool','tool_name':'f'},{'role':'user','content':'by user'}]}"),
        Arguments.of(
            "cohere.chat",
            "{'messages':[{'role':'tool','tool_call_id':'x','content':'by"
                + " tool'},{'role':'user','content':'by user'}],'documents':[{'data':{'text':'by"
                + " document'}}]}"),
        Arguments.of(
            "cohere.chat_v1",
            "{'preamble':'by system','message':'by"
                + " user','chat_history':[{'role':'CHATBOT','message':'by"
                + " assistant'}],'documents':[{'snippet':'by"
                + " document'}],'tool_results':[{'outputs':[{'r':'by tool'}]}]}"),
        Arguments.of(
            "openai.tool_outputs", "{'tool_outputs':[{'tool_call_id':'x','output':'by tool'}]}"),
        Arguments.of(
            "openai.conversations",
            "{'items':[{'type':'message','role':'system','content':[{'type':'input_text','text':'by"
                + " system'}]},{'type':'message','content':'by user','role':'user'},"
                + "{'type':'function_call_output','call_id':'c','output':'by tool'}]}"),
        Arguments.of(
            "openai.threads",
            "{'messages':[{'role':'user','content':'by user'},{'content':[{'type':'text','text':'by"
                + " assistant'}],'role':'assistant'}]}"),
        Arguments.of(
            "openai.runs",
            "{'instructions':'by system','additional_messages':[{'role':'user','content':'by"
                + " user'}],'tools':[{'type':'function','function':{'name':'f','description':'by"
                + " tool_description'}}]}"),
        Arguments.of(
            "openai.assistants",
            "{'instructions':'by system','tools':[{'type':'function','function':{'name':'f',"
                + "'description':'by tool_description'}}]}"),
        Arguments.of(
            "openai.realtime",
            "{'type':'session.update','session':{'instructions':'by system',"
                + "'tools':[{'type':'function','name':'f','description':'by tool_description'}]}}"),
        Arguments.of(
            "openai.realtime",
            "{'type':'conversation.item.create','item':{'type':'message','role':'user','content':"
                + "[{'type':'input_text','text':'by user'}]}}"),
        Arguments.of(
            "openai.realtime",
            "{'type':'conversation.item.create','item':{'type':'function_call_output','call_id':'c','output':'by"
                + " tool'}}"),
        Arguments.of(
            "anthropic.count_tokens",
            "{'system':'by system','messages':[{'role':'user','content':'by user'}]}"),
        Arguments.of(
            "anthropic.vertex",
            "{'anthropic_version':'v','messages':[{'role':'user','content':[{'type':'tool_result',"
                + "'tool_use_id':'t','content':'by tool'}]}],'system':'by system'}"),
        Arguments.of(
            "gemini.live",
            "{'setup':{'model':'m','systemInstruction':{'parts':[{'text':'by system'}]}}}"),
        Arguments.of(
            "gemini.live",
            "{'clientContent':{'turns':[{'role':'user','parts':[{'text':'by user'}]}]}}"),
        Arguments.of(
            "gemini.live",
            "{'toolResponse':{'functionResponses':[{'id':'1','name':'f','response':{'r':'by"
                + " tool'}}]}}"),
        Arguments.of(
            "bedrock.invoke",
            "{'anthropic_version':'v','system':'by system','messages':[{'role':'user','content':"
                + "[{'type':'text','text':'by user'},{'type':'tool_result','tool_use_id':'t',"
                + "'content':'by tool'}]},{'role':'assistant','content':'by assistant'}]}"),
        Arguments.of(
            "bedrock.invoke",
            "{'preamble':'by system','message':'by user','documents':[{'snippet':'by document'}]}"),
        Arguments.of(
            "watsonx.chat",
            "{'messages':[{'role':'system','content':'by system'},{'role':'tool','tool_call_id':"
                + "'x','content':'by tool'},{'role':'user','content':'by user'}]}"),
        Arguments.of(
            "anthropic.batches",
            "{'requests':[{'custom_id':'a','params':{'system':'by"
                + " system','messages':[{'role':'user','content':'by"
                + " user'},{'role':'assistant','content':'by assistant'}]}}]}"),
        Arguments.of(
            "openai.speech",
            "{'model':'m','voice':'v','instructions':'by system','input':'by user'}"),
        Arguments.of(
            "replicate.predictions", "{'input':{'system_prompt':'by system','prompt':'by user'}}"),
        Arguments.of(
            "mcp.tools_call",
            "{'arguments':{'a':'by assistant'},'content':[{'type':'text','text':'by tool'}]}"),
        Arguments.of(
            "mistral.ocr",
            "{'document':{'type':'document_url','document_name':'by document'},"
                + "'document_annotation_prompt':'by user'}"),
        Arguments.of("ollama.embed", "{'model':'m','input':['by user','by user']}"),
        Arguments.of("ollama.generate", "{'system':'by system','prompt':'by user'}"),
        Arguments.of(
            "dashscope.rerank",
            "{'model':'m','input':{'query':'by user','documents':['by document']}}"),
        Arguments.of(
            "qianfan.rerank", "{'query':'by user','documents':['by document','by document']}"),
        Arguments.of(
            "cohere.rerank",
            "{'query':'by user','documents':['by document',{'text':'by document'}]}"),
        Arguments.of(
            "mcp.reads",
            "{'messages':[{'role':'user','content':{'type':'text','text':'by tool'}}]}"),
        Arguments.of("mcp.lists", "{'tools':[{'name':'f','description':'by tool_description'}]}"));
  }

  /** Returns a request as it is sent. */
  static String json(String body) {
    return body.replace("\\'", "\\\"").replace('\'', '"');
  }

  private static JsonNode resource(String name) throws IOException {
    try (InputStream json = WireFormats.class.getResourceAsStream(name)) {
      return json == null ? null : new ObjectMapper().readTree(json);
    }
  }

  @Test
  void everyFormatThatTellsWhoSaidWhatIsInTheTable() throws Exception {
    Map<String, String> rules = new HashMap<>();
    for (JsonNode format : resource("wire-formats.json").get("formats")) {
      String id = format.get("id").asText();
      boolean own = resource("rules/" + id + ".json") != null;
      rules.put(id, own ? id : format.path("like").asText());
    }
    Set<String> tried = new TreeSet<>();
    requests().forEach(request -> tried.add(rules.get((String) request.get()[0])));
    Set<String> telling = new TreeSet<>();
    for (String id : new TreeSet<>(rules.values())) {
      JsonNode file = resource("rules/" + id + ".json");
      JsonNode request = file == null ? MissingNode.getInstance() : file.path("request");
      for (String key : List.of("role", "system", "tool_result", "document")) {
        if (request.has(key)) {
          telling.add(id);
        }
      }
    }
    telling.removeAll(tried);
    assertEquals(Set.of(), telling);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void everyTextOfARequestHasTheOriginThatItsFormatGivesIt(String format, String body)
      throws Exception {
    assertEquals(List.of(), wrong(format, body));
  }

  @Test
  void aRoleCountsForItsMessageOnly() throws Exception {
    assertEquals(
        List.of(),
        wrong(
            "openai.chat",
            "{'messages':[{'role':'tool','content':'by tool','x':{'role':'user','y':'by tool'}},"
                + "{'content':'by user'}],'role':'system','prediction':{'content':'by user'}}"));
  }
}
