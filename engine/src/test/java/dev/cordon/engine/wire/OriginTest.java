package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    byte[] bytes = body.replace('\'', '"').getBytes(UTF_8);
    Wire.format(format).rewrite(bytes, "application/json", null, visitor, Wire.record());
    assertEquals(body.split("by ").length - 1, texts[0], "texts seen");
    return wrong;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "openai.chat | {'messages':[{'role':'system','content':'by system'},{'role':'developer','content':'by developer'},{'content':'by user','role':'user'},{'content':[{'type':'text','text':'by tool'}],'role':'tool','tool_call_id':'x'},{'role':'assistant','content':'by assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{\\'q\\':\\'by assistant\\'}'}}]},{'role':'user','content':[{'type':'text','text':'by user'},{'type':'file','file':{'filename':'by file'}}]}],'tools':[{'type':'function','function':{'name':'f','description':'by tool_description'}}],'user':'by user'}",
        "openai.responses | {'instructions':'by system','input':[{'role':'developer','content':'by developer'},{'type':'message','content':[{'type':'input_text','text':'by user'}],'role':'user'},{'type':'function_call','call_id':'c','name':'f','arguments':'{\\'a\\':\\'by assistant\\'}'},{'type':'function_call_output','call_id':'c','output':'by tool'},{'type':'function_call_output','call_id':'c','output':'{\\'deep\\':[\\'by tool\\']}'},{'type':'file_search_call','results':[{'text':'by document'}]}],'tools':[{'type':'function','name':'f','description':'by tool_description'}]}",
        "anthropic.messages | {'system':[{'type':'text','text':'by system'}],'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':[{'type':'text','text':'by tool'}]},{'type':'text','text':'by user'},{'type':'document','source':{'type':'text','media_type':'text/plain','data':'by document'},'title':'by document','context':'by document'}]},{'content':[{'type':'text','text':'by assistant'},{'type':'tool_use','id':'t','name':'f','input':{'a':'by assistant'}}],'role':'assistant'}],'tools':[{'name':'f','description':'by tool_description'}]}",
        "gemini.generate_content | {'systemInstruction':{'parts':[{'text':'by system'}]},'contents':[{'parts':[{'text':'by user'}],'role':'user'},{'role':'model','parts':[{'text':'by assistant'},{'functionCall':{'name':'f','args':{'a':'by assistant'}}}]},{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'r':'by tool'}}}]}],'tools':[{'functionDeclarations':[{'name':'f','description':'by tool_description'}]}]}",
        "bedrock.converse | {'system':[{'text':'by system'}],'messages':[{'role':'user','content':[{'text':'by user'},{'toolResult':{'toolUseId':'t','content':[{'text':'by tool'}]}},{'document':{'name':'by document'}}]},{'role':'assistant','content':[{'text':'by assistant'},{'toolUse':{'toolUseId':'t','name':'f','input':{'a':'by assistant'}}}]}]}",
        "ollama.chat | {'messages':[{'role':'system','content':'by system'},{'role':'tool','content':'by tool','tool_name':'f'},{'role':'user','content':'by user'}]}",
        "cohere.chat | {'messages':[{'role':'tool','tool_call_id':'x','content':'by tool'},{'role':'user','content':'by user'}],'documents':[{'data':{'text':'by document'}}]}",
        "cohere.chat_v1 | {'preamble':'by system','message':'by user','chat_history':[{'role':'CHATBOT','message':'by assistant'}],'documents':[{'snippet':'by document'}],'tool_results':[{'outputs':[{'r':'by tool'}]}]}",
        "openai.tool_outputs | {'tool_outputs':[{'tool_call_id':'x','output':'by tool'}]}"
      })
  void everyTextOfARequestHasTheOriginThatItsFormatGivesIt(String format, String body)
      throws Exception {
    assertEquals(List.of(), wrong(format, body.replace("\\'", "\\\\\"").replace("\\\\\"", "\\\"")));
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
